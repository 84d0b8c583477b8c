import { randomUUID } from 'node:crypto';
import { dateOf, type EventBody, type KindName, type Place, type Procedure, type Role } from '#domain';
import { createDataSource, createPool, type Pool, Recorder } from '#persistence';
import { now as present } from '#testing';
import type { DataSource } from 'typeorm';
import { seedCatalogue } from '../../../scripts/seed/catalogue.js';
import { type Answered, call, signIn } from '../api/http.js';
import { Organisation } from '../api/organisation.js';
import { startTestApi, type TestApi } from '../api/test-api.js';
import { CaseStory } from '../persistence/case-events.js';
import { aKeyRing } from '../../support/key-ring.js';
import { aRef } from '../../support/play.js';

export const DAY = 86_400_000;
export const now = present();
/** Every story begins then. */
export const BEGAN_ON = dateOf(now - 21 * DAY);
const BEGAN = Date.parse(`${BEGAN_ON}T09:00:00+08:00`);

type Village = 'village' | 'sister' | 'foreign';

export interface Waiting {
  village?: Village;
  owner: Role;
  kind: KindName;
  /** In days from now. */
  started: number;
  due?: number;
  /** When what opened it was entered late. */
  entered?: number;
  assignee?: string;
}

/** A county of two townships with somebody in each role, whose cases are recorded as they lie. */
export class SupervisedCounty {
  readonly tokens = new Map<string, string>();
  private readonly accounts = new Map<string, string>();

  private constructor(
    readonly test: TestApi,
    readonly pool: Pool,
    readonly dataSource: DataSource,
    readonly organisation: Organisation,
    readonly recorder: Recorder,
    readonly ids: Record<'county' | 'town' | 'otherTown' | Village, string>,
  ) {}

  static async open(): Promise<SupervisedCounty> {
    const test = await startTestApi();
    const pool = createPool(test.config.database.url);
    const organisation = await Organisation.on(test.config);
    const dataSource = await createDataSource(test.config.database.url, { poolSize: 1 }).initialize();
    await seedCatalogue(dataSource, now);
    const county = await organisation.place('county', '示例县');
    const town = await organisation.place('township', '清溪镇', county);
    const otherTown = await organisation.place('township', '白河镇', county);
    const ids = {
      county,
      town,
      otherTown,
      village: await organisation.place('village', '柳塘村', town),
      sister: await organisation.place('village', '石桥村', town),
      foreign: await organisation.place('village', '河湾村', otherTown),
    };
    const recorder = new Recorder(pool, aKeyRing());
    const opened = new SupervisedCounty(test, pool, dataSource, organisation, recorder, ids);
    for (const role of ['clerk', 'committee', 'convener', 'mediator'] as const)
      await opened.account(role, ids.village, role);
    await opened.account('department', ids.town, 'department');
    await opened.account('townshipOffice', ids.town, 'office');
    await opened.account('townshipOffice', ids.otherTown, 'otherOffice');
    await opened.account('county', ids.county, 'county');
    await opened.account('administrator', ids.county, 'administrator');
    return opened;
  }

  async close(): Promise<void> {
    await this.organisation.close();
    await this.dataSource.destroy();
    await this.pool.end();
    await this.test.close();
  }

  accountOf(who: string): string {
    return this.accounts.get(who)!;
  }

  /** A case of which one step is open; its id. */
  async waiting(step: Waiting): Promise<string> {
    const story = this.story(step);
    await this.recorder.record(story.opened({ category: 'dispute' }));
    const assigned: EventBody[] = step.assignee
      ? [{ type: 'stepAssigned', step: step.kind, assignee: step.assignee }]
      : [];
    const input = story.did(TRIAGED, openingOf(step), ...assigned);
    if (step.entered !== undefined)
      Object.assign(input.events[1]!, { late: true, recordedAt: now + step.entered * DAY });
    await this.recorder.record(input);
    return story.caseId;
  }

  /** Paused so many days ago, until so many days from now. */
  async paused(
    step: Waiting,
    since: number,
    until: number,
    { dueOn, procedure }: { dueOn?: string; procedure?: Procedure } = {},
  ): Promise<string> {
    const story = this.story(step);
    const ref = aRef('QX-7', dueOn);
    await this.recorder.record(story.opened({ category: 'dispute', externalRefs: [ref] }));
    const chosen: EventBody[] = procedure ? [{ type: 'procedureChosen', procedure }] : [];
    await this.recorder.record(story.did(TRIAGED, ...chosen, openingOf(step)));
    const last = dateOf(now + until * DAY);
    const pause = story.did({ type: 'paused', reason: 'harvest', until: last });
    for (const event of pause.events) event.occurredAt = now + since * DAY;
    await this.recorder.record(pause);
    return story.caseId;
  }

  get(path: string, who: string, language = 'zh-CN'): Promise<{ status: number; body: Answered }> {
    return call(this.test.api.url, `/api/v1/supervision/${path}`, {
      token: this.tokens.get(who)!,
      headers: { 'accept-language': language },
    });
  }

  async find(group: string, caseId: string, who = 'office', language?: string): Promise<Answered> {
    const { body } = await this.get(`steps?group=${group}&limit=200`, who, language);
    return body.items.find((item: Answered) => item.case.id === caseId);
  }

  private async account(role: Role, placeId: string, key: string): Promise<void> {
    const member = await this.organisation.account(role, placeId, `某${key}`);
    this.accounts.set(key, member.id);
    this.tokens.set(key, await signIn(this.test.api.url, member.username));
  }

  private story({ village = 'village' }: Waiting): CaseStory {
    const { county, town, otherTown } = this.ids;
    const place: Place = {
      countyId: county,
      townshipId: village === 'foreign' ? otherTown : town,
      villageId: this.ids[village],
    };
    return new CaseStory(randomUUID(), randomUUID(), place, BEGAN);
  }
}

const TRIAGED: EventBody = { type: 'stepCompleted', step: 'triage', kind: 'triage', outcome: 'admitted' };

const openingOf = ({ owner, kind, started, due }: Waiting): EventBody => ({
  type: 'stepOpened',
  step: kind,
  kind,
  round: 1,
  visit: 1,
  owner,
  startedAt: now + started * DAY,
  ...(due !== undefined && { dueAt: now + due * DAY }),
});
