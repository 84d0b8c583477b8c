import { eventually } from '#runtime';
import type { Cast } from './cast.js';
import { ApiError, type Session } from './client.js';
import type { Narrator } from './narrator.js';
import type { Time } from './time.js';

const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

export interface Milestone {
  id: string;
  dueOn: string;
}

export interface CaseView {
  id: string;
  number: string;
  status: string;
  outcome?: string;
  version: number;
  steps: { step: string; status: string; startedAt: string; notBefore?: string; dueAt?: string }[];
  milestones: Milestone[];
}

interface Mail {
  id: string;
  kind: string;
  caseId: string;
  createdAt: string;
}

/** Who will be told of a step when, as its deadline announces it. */
export interface Reminder {
  at: string;
  role?: string;
  /** Of whoever has claimed the step. */
  accountId?: string;
}

interface Teller {
  zh: string;
  en: string;
  /** Role at the village that acts; the clerk unless told. */
  by?: string;
  /** The place of a role that isn't at the village. */
  at?: string;
  /** Hours after the fact before. */
  hours?: number;
  onBehalfOf?: string;
  channel?: string;
}

/** How a walk begins. */
interface Beginning extends Teller {
  /** The instant, instead of ten in the morning so many days ago. */
  began?: number;
  /** Nobody works at night: for what must look as it would in an office. */
  officeHours?: boolean;
}

/** What is said of a fact of the past: when it happened and, when that is long ago, why it is entered only now. */
export const factAt = (at: number, time: Pick<Time, 'now'>) => ({
  occurredAt: new Date(at).toISOString(),
  ...(time.now() - at > 5 * DAY && { lateReason: '系统启用前办的，照纸质台账补录。' }),
});

/** Ten in the morning, so that what follows stays within a working day. */
function morningAgo(time: Time, days: number): number {
  const began = time.movable ? time.now() + DAY : time.now() - days * DAY;
  return Math.floor(began / DAY) * DAY + 2 * HOUR;
}

/** What the product does by itself is there a moment later. */
const SOON = { withinMs: 60_000 };

/**
 * One case on its way. Its clock runs in the past, and each fact is entered with the time at which it happened, never
 * before its step may be done; where the product's time can be moved, that is moved on instead.
 */
export class Walk {
  private constructor(
    readonly id: string,
    readonly number: string,
    private readonly village: string,
    private readonly cast: Cast,
    private readonly narrator: Narrator,
    private clock: number,
    private readonly officeHours = false,
  ) {}

  /** Enters the matter; `daysAgo` counts back from now, where it must be entered afterwards. */
  static async open(
    cast: Cast,
    narrator: Narrator,
    village: string,
    daysAgo: number,
    matter: Record<string, unknown>,
    { zh, en, by = 'gridWorker', channel = 'homeVisit', began, officeHours = false }: Beginning,
  ): Promise<Walk> {
    const { time } = cast;
    const clock = began ?? morningAgo(time, daysAgo);
    await time.reach(clock);
    const session = await cast.staff(by, village);
    const villageId = await cast.place(session, village);
    const body = { ...matter, villageId, ...factAt(clock, time), channel };
    const opened = await session.post<CaseView>('/cases', body);
    narrator.tell(new Date(clock), session.account.name, `${zh}（${opened.number}）`, en);
    return new Walk(opened.id, opened.number, village, cast, narrator, clock, officeHours);
  }

  /** The case of a form that entered everything at once. */
  static resume(cast: Cast, narrator: Narrator, village: string, view: CaseView, clock: number): Walk {
    return new Walk(view.id, view.number, village, cast, narrator, clock);
  }

  get now(): number {
    return this.clock;
  }

  async clerk(): Promise<Session> {
    return this.cast.staff('clerk', this.village);
  }

  async view(): Promise<CaseView> {
    return (await this.clerk()).get<CaseView>(`/cases/${this.id}`);
  }

  async act(step: string, action: string, payload: Record<string, unknown>, teller: Teller): Promise<void> {
    const { zh, en, by = 'clerk', at: place = this.village, hours = 1, onBehalfOf, channel } = teller;
    const open = (await this.view()).steps.find((s) => s.step === step && s.status === 'open');
    const earliest = [open?.startedAt, open?.notBefore].map((instant) => (instant ? Date.parse(instant) : 0));
    const at = Math.max(this.later(hours), ...earliest);
    await this.cast.time.reach(at);
    const session = await this.cast.staff(by, place);
    const view = await this.view();
    await session.post(
      `/cases/${this.id}/steps/${step}/actions`,
      {
        action,
        payload,
        ...factAt(at, this.cast.time),
        ...(onBehalfOf && { onBehalfOf }),
        ...(channel && { channel }),
      },
      { 'if-match': `"${view.version}"` },
    );
    this.clock = at;
    this.narrator.tell(new Date(this.clock), session.account.name, zh, en);
  }

  /** A command of the case as a whole. */
  async post<T>(path: string, body: Record<string, unknown>, teller: Teller): Promise<T> {
    const { zh, en, by = 'clerk', at = this.village, hours = 1 } = teller;
    this.clock = this.later(hours);
    await this.cast.time.reach(this.clock);
    const session = await this.cast.staff(by, at);
    const answer = await session.post<T>(`/cases/${this.id}/${path}`, {
      ...body,
      ...factAt(this.clock, this.cast.time),
    });
    this.narrator.tell(new Date(this.clock), session.account.name, zh, en);
    return answer;
  }

  /** A nudge is of now, whenever the story takes place. */
  async nudge(
    step: string,
    text: string,
    { zh, en, by = 'clerk', at = this.village }: Teller,
  ): Promise<void> {
    await this.cast.time.reach(this.clock);
    const session = await this.cast.staff(by, at);
    await session.post(`/cases/${this.id}/steps/${step}/nudges`, { text });
    this.narrator.tell(new Date(this.clock), session.account.name, zh, en);
  }

  /** Who will be told of an open step, the next one first; nobody of what is over already. */
  async reminders(step: string): Promise<Reminder[]> {
    const session = await this.clerk();
    const { items } = await session.get<{ items: { clock: string; step?: string; reminders: Reminder[] }[] }>(
      `/cases/${this.id}/deadlines`,
    );
    return items.find((deadline) => deadline.clock === 'step' && deadline.step === step)?.reminders ?? [];
  }

  /** Somebody takes an open step. */
  async claim(step: string, { zh, en, by = 'clerk', at = this.village }: Teller): Promise<void> {
    await this.cast.time.reach(this.clock);
    const session = await this.cast.staff(by, at);
    const { id: assigneeId } = await session.get<{ id: string }>('/me');
    await session.post(`/cases/${this.id}/steps/${step}/assignments`, { assigneeId });
    this.narrator.tell(new Date(this.clock), session.account.name, zh, en);
  }

  /** Something that nobody does, but that is worth knowing here. */
  remark(zh: string, en: string): void {
    this.narrator.remark(zh, en);
  }

  /** Somebody finds an unread message about the case, and reads it. */
  async findMail(
    kind: string,
    { zh, en, by = 'clerk', at = this.village }: Teller,
    sentFrom = 0,
  ): Promise<void> {
    await this.cast.time.reach(this.clock);
    const session = await this.cast.staff(by, at);
    const mail = await eventually(async () => {
      const { items } = await session.get<{ items: Mail[] }>('/mailbox?unread=true&limit=200');
      const found = items.find(
        (one) => one.caseId === this.id && one.kind === kind && Date.parse(one.createdAt) >= sentFrom,
      );
      if (!found) throw new Error(`${session.account.name} finds no ${kind} of ${this.number}`);
      return found;
    }, SOON);
    await session.post(`/mailbox/${mail.id}/read`, {});
    this.narrator.tell(new Date(this.clock), session.account.name, zh, en);
  }

  /**
   * Calls the meeting for the first afternoon that gives enough notice: a day that is too early is refused, and
   * nothing has changed.
   */
  async callMeeting(place: string, open: boolean, teller: Teller): Promise<void> {
    const mode = 'meetingRoom';
    for (let days = 1; days <= 20; days += 1) {
      const at = `${this.date(days)}T15:00:00+08:00`;
      const called = await this.act('convene', 'complete', { at, mode, place, open }, teller).then(
        () => true,
        (error: unknown) => {
          if (error instanceof ApiError && error.problem.code?.startsWith('convene.')) return false;
          throw error;
        },
      );
      if (called) return;
    }
    throw new Error('no day for the meeting was accepted');
  }

  /** So many hours later; what is entered afterwards can't have happened after now. */
  private later(hours: number): number {
    const at = this.working(this.clock + hours * HOUR);
    const { time } = this.cast;
    return time.movable ? at : Math.max(this.clock, Math.min(at, time.now()));
  }

  /** Where office hours are kept, what would fall into the night comes first thing in the morning. */
  private working(at: number): number {
    const midnight = Math.floor((at + 8 * HOUR) / DAY) * DAY - 8 * HOUR;
    const hour = (at - midnight) / HOUR;
    if (!this.officeHours || (hour >= 8.5 && hour < 18)) return at;
    return midnight + (hour < 8.5 ? 8.5 : 24 + 8.5) * HOUR;
  }

  /** A calendar date so many days after the case's clock. */
  date(days: number): string {
    return new Date(this.clock + days * DAY + 8 * HOUR).toISOString().slice(0, 10);
  }

  wait(milliseconds: number): void {
    this.clock += milliseconds;
  }

  /** Moves the clock on to a calendar date, ten in the morning, or to an instant. */
  waitUntil(date: string): void {
    const instant = Date.parse(date.includes('T') ? date : `${date}T10:00:00+08:00`);
    this.clock = Math.max(this.clock, instant);
  }
}
