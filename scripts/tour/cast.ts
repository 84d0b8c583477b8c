import { type Account, Session } from './client.js';
import type { Time } from './time.js';

interface Page<T> {
  items: T[];
  next?: string | null;
}
interface Named {
  id: string;
  name: string;
}
interface PlaceNode extends Named {
  children?: PlaceNode[];
}

/** Who acts in the stories: signed-in staff by role and village, and the people of the village by name. */
export class Cast {
  private readonly sessions = new Map<string, Promise<Session>>();
  private places: Named[] = [];
  private departments: Named[] = [];

  constructor(
    private readonly base: string,
    private readonly accounts: Account[],
    /** Of the product on which they act. */
    readonly time: Time,
  ) {}

  /** Signs in the account with this role at this place (once a working day), as named in demo/accounts.json. */
  async staff(role: string, place: string): Promise<Session> {
    const account = this.accounts.find((a) => a.role === role && a.place === place);
    if (!account) throw new Error(`demo/accounts.json has no ${role} at ${place}`);
    const known = await this.sessions.get(account.username);
    if (known && known.expiresAt > this.time.now()) return known;
    const session = Session.open(this.base, account);
    this.sessions.set(account.username, session);
    return session;
  }

  async place(session: Session, name: string): Promise<string> {
    if (this.places.length === 0)
      this.places = flatten((await session.get<Page<PlaceNode>>('/places')).items);
    return named(this.places, name).id;
  }

  async department(session: Session, name: string): Promise<string> {
    if (this.departments.length === 0)
      this.departments = (await session.get<Page<Named>>('/departments?limit=200')).items;
    return named(this.departments, name).id;
  }

  /** Finds people by their exact name; whoever is missing is entered. */
  async people(session: Session, villageId: string, names: string[]): Promise<string[]> {
    const found: string[] = [];
    for (const name of names) {
      const { items } = await session.post<Page<Named>>('/persons/searches', { name });
      const person = items[0] ?? (await session.post<Named>('/persons', { name, villageId }));
      found.push(person.id);
    }
    return found;
  }
}

const flatten = (nodes: PlaceNode[]): Named[] =>
  nodes.flatMap((node) => [{ id: node.id, name: node.name }, ...flatten(node.children ?? [])]);

function named(list: Named[], name: string): Named {
  const found = list.find((entry) => entry.name === name);
  if (!found) throw new Error(`there is no ${name}`);
  return found;
}
