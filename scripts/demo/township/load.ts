import { Cast } from '../../tour/cast.js';
import type { Account } from '../../tour/client.js';
import { Narrator } from '../../tour/narrator.js';
import { presentTime } from '../../tour/time.js';
import { Walk } from '../../tour/walk.js';
import { PEOPLE } from '../people.js';
import { VILLAGES } from '../organisation.js';
import { workingDaysAgo } from './days.js';
import { INCIDENTS } from './incidents.js';
import { type Matter, readMatters, STAGES } from './matters.js';
import { type Going, STEPS } from './stages.js';

/** So many are brought on at once: they wait for the product, not for this machine. */
const AT_ONCE = 4;
/** As many as is usual. */
const MEMBERS = { dispute: 3, development: 7, socialProgress: 7 };

export interface Loaded {
  loaded: number;
  /** By title, what the product said of a matter that didn't come where it should. */
  failed: Record<string, string>;
}

/**
 * Brings the matters of `demo/township.yaml` to where they stand, as staff would, over the API; does nothing where there
 * are cases already.
 *
 * @param now milliseconds since 1970
 */
export async function loadTownship(url: string, accounts: Account[], now = Date.now): Promise<Loaded> {
  const cast = new Cast(url, accounts, presentTime(now));
  const county = await cast.staff('county', '示例县');
  const { items } = await county.get<{ items: unknown[] }>('/cases?status=all&limit=1');
  const waiting = items.length > 0 ? [] : readMatters();
  const failed: Loaded['failed'] = {};
  const loaded = waiting.length;
  const hand = async (): Promise<void> => {
    for (let matter = waiting.shift(); matter; matter = waiting.shift()) {
      const { title } = matter;
      await bring(cast, matter).catch((error: unknown) => {
        failed[title] = error instanceof Error ? error.message : String(error);
      });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, hand));
  return { loaded, failed };
}

async function bring(cast: Cast, matter: Matter): Promise<void> {
  const going = await raise(cast, matter);
  const { until, since, incidents = [] } = matter;
  const stages = until === 'closed' ? STAGES : STAGES.slice(0, STAGES.indexOf(until));
  for (const [index, stage] of stages.entries()) {
    if (since !== undefined && index === stages.length - 1)
      going.walk.waitUntil(new Date(workingDaysAgo(since, cast.time.now())).toISOString());
    await STEPS[stage](going);
  }
  for (const incident of incidents) await INCIDENTS[incident]!(going);
}

async function raise(cast: Cast, { village, ...matter }: Matter): Promise<Going> {
  const clerk = await cast.staff('clerk', village);
  const villageId = await cast.place(clerk, village);
  const parties = await cast.people(clerk, villageId, matter.parties ?? []);
  const pool = (PEOPLE[VILLAGES.find(({ name }) => name === village)!.key] ?? []).filter((one) => one.pool);
  const mediators = pool.filter((one) => one.pool?.mediator);
  const others = pool.filter((one) => !one.pool?.mediator);
  const chosen = [...mediators, ...others].slice(0, MEMBERS[matter.category]);
  const members = await cast.people(
    clerk,
    villageId,
    chosen.map(({ name }) => name),
  );
  const departments: Going['departments'] = [];
  for (const name of matter.departments ?? [])
    departments.push({ id: await cast.department(clerk, name), name });
  const { title, location, category } = matter;
  const walk = await Walk.open(
    cast,
    new Narrator(() => undefined),
    village,
    matter.ago,
    {
      title,
      matter: matter.matter,
      ...(location && { location }),
      category,
      ...(parties[0] && { reporterId: parties[0] }),
      urgent: matter.incidents?.includes('urgent') ?? false,
    },
    { zh: '', en: '', began: workingDaysAgo(matter.ago, cast.time.now()), officeHours: true },
  );
  return { matter: { village, ...matter }, walk, cast, parties, members, mediator: members[0]!, departments };
}
