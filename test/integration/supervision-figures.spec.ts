import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { dateOf, type Place } from '#domain';
import { Catalogue, createDataSource, createPool, type Pool, Recorder } from '#persistence';
import { now as present } from '#testing';
import type { DataSource } from 'typeorm';
import { randomUUID } from 'node:crypto';
import { seedCatalogue } from '../../scripts/seed/catalogue.js';
import { type Answered, call, signIn } from './api/http.js';
import { Organisation } from './api/organisation.js';
import { startTestApi, type TestApi } from './api/test-api.js';
import { CaseStory } from './persistence/case-events.js';
import { aKeyRing } from '../support/key-ring.js';

const ring = aKeyRing();
const DAY = 86_400_000;
const now = present();
/** Every story of this spec. */
const BEGAN_ON = dateOf(now - 21 * DAY);
const BEGAN = Date.parse(`${BEGAN_ON}T09:00:00+08:00`);

let test: TestApi;
let pool: Pool;
let dataSource: DataSource;
let organisation: Organisation;
let recorder: Recorder;
let place: Place;
let token: string;

beforeAll(async () => {
  test = await startTestApi();
  pool = createPool(test.config.database.url);
  recorder = new Recorder(pool, ring);
  organisation = await Organisation.on(test.config);
  dataSource = await createDataSource(test.config.database.url, { poolSize: 1 }).initialize();
  await seedCatalogue(dataSource, now);
  const countyId = await organisation.place('county', '示例县');
  const townshipId = await organisation.place('township', '清溪镇', countyId);
  place = { countyId, townshipId, villageId: await organisation.place('village', '柳塘村', townshipId) };
  const { username } = await organisation.account('townshipOffice', townshipId, '周八');
  token = await signIn(test.api.url, username);
});
afterAll(async () => {
  await organisation?.close();
  await dataSource?.destroy();
  await pool?.end();
  await test?.close();
});

const story = (): CaseStory => new CaseStory(randomUUID(), randomUUID(), place, BEGAN);
const items = async (path: string, language = 'zh-CN'): Promise<Answered[]> =>
  (
    await call(test.api.url, `/api/v1/supervision/${path}`, {
      token,
      headers: { 'accept-language': language },
    })
  ).body.items;

it('what is counted has a name, also what is not chosen yet', async () => {
  await recorder.record(story().opened());
  await recorder.record(story().opened({ category: 'dispute' }));
  const names = async (by: string, language?: string) =>
    (await items(`counts?by=${by}`, language)).map(({ key, name }) => [key, name]);
  expect(await names('category')).toEqual([
    [undefined, '尚未分类'],
    ['dispute', '矛盾纠纷'],
  ]);
  expect(await names('category', 'en')).toContainEqual([undefined, 'Not chosen yet']);
  const intake = (await new Catalogue(dataSource).procedure('intake'))!;
  expect(await names('procedure')).toEqual([['intake', intake.name.zh]]);
  expect(await names('procedure', 'en')).toEqual([['intake', intake.name.en]]);
  expect(await names('village')).toEqual([[place.villageId, '柳塘村']]);
});

it('the backlog ends today', async () => {
  const today = dateOf(now);
  const daysFrom = async (from: string) =>
    (await items(`backlog?from=${from}&to=${dateOf(now + 9 * DAY)}`)).map(({ day }) => day);
  const days = await daysFrom(today);
  expect(days[0]).toBe(today);
  expect(days).not.toContain(dateOf(now + 2 * DAY));
  expect(await daysFrom(dateOf(now + 5 * DAY))).toEqual([]);
});

it('a step that a late entry opened weeks after is a late entry, not overdue nor long', async () => {
  const late = story();
  await recorder.record(late.opened({ category: 'dispute' }));
  const began = BEGAN - 21 * DAY;
  const opened = late.did({
    type: 'stepOpened',
    step: 'investigate',
    kind: 'investigate',
    round: 1,
    visit: 1,
    owner: 'committee',
    startedAt: began,
    dueAt: began + 7 * DAY,
  });
  for (const event of opened.events) Object.assign(event, { occurredAt: began, late: true });
  await recorder.record(opened);
  await recorder.record(
    late.did({ type: 'stepCompleted', step: 'investigate', kind: 'investigate', outcome: 'completed' }),
  );
  expect(await items(`dwell?from=${BEGAN_ON}&to=${BEGAN_ON}`)).toEqual([
    { kind: 'investigate', count: 0, meanHours: 0, overdue: 0, lateEntries: 1 },
  ]);
});
