import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { Recorder } from '#persistence';
import { SupervisionOrderStory } from '../persistence/supervision-order-events.js';
import { Office } from './office.js';
import { readable, TestSmtp } from './smtp.js';

const at = (text: string): number => Date.parse(`${text}+08:00`);

let office: Office;
let smtp: TestSmtp;
let recorder: Recorder;
let story: SupervisionOrderStory;

beforeAll(async () => {
  office = await Office.open();
  recorder = new Recorder(office.pool, office.ring);
});
afterAll(async () => {
  await office?.close();
});
afterEach(() => smtp.stop());
beforeEach(async () => {
  await office.clear();
  smtp = await TestSmtp.start();
  const issuer = await office.person('office@township.example');
  const addressee = await office.person('clerk@village.example');
  story = new SupervisionOrderStory(issuer, addressee);
});

const bringForwardAt = async (text: string): Promise<void> => {
  office.turnTo(text);
  await office.sender(smtp.url).bringForward();
};
const told = () => smtp.accepted.map((mail) => ({ to: mail.to, subject: readable(mail).subject }));

it('an order goes to its addressee at once, its answer to the issuer', async () => {
  await recorder.recordDuty(await story.begin(recorder, { number: '清溪2026-0099' }));
  await bringForwardAt('2026-11-02T10:05:00');
  await bringForwardAt('2026-11-02T10:06:00');
  expect(told()).toEqual([
    {
      to: 'clerk@village.example',
      subject: expect.stringMatching(/清溪2026-0099 督办单请不迟于 2026-11-05 答复/),
    },
  ]);
  expect(readable(smtp.accepted[0]!).body).toContain('A supervision order is to be answered by 2026-11-05');
  await recorder.recordDuty(story.answered());
  await bringForwardAt('2026-11-02T10:10:00');
  expect(told()[1]).toEqual({
    to: 'office@township.example',
    subject: expect.stringContaining('督办单已答复'),
  });
});

it('readdressed, it calls for nothing from whom it went to before', async () => {
  const other = await office.person('convener@village.example');
  await recorder.recordDuty(await story.begin(recorder));
  const reason = { content: story.dutyId, digest: 'd' };
  const to = { accountId: other, roles: ['convener'] };
  await recorder.recordDuty(story.did(story.issuer, { type: 'readdress', to, reason }));
  await bringForwardAt('2026-11-02T10:05:00');
  expect(told()).toEqual([
    { to: 'convener@village.example', subject: expect.stringContaining('督办单请不迟于 2026-11-05 答复') },
  ]);
  // The issuer hears of it as before.
  await recorder.recordDuty(story.waited(at('2026-11-06T09:30:00')));
  await bringForwardAt('2026-11-06T09:31:00');
  expect(told()[1]?.to).toBe('office@township.example');
});

it('what is overdue is told to the issuer; what was answered or cancelled calls for nothing', async () => {
  await recorder.recordDuty(await story.begin(recorder));
  await recorder.recordDuty(story.waited(at('2026-11-06T09:30:00')));
  await bringForwardAt('2026-11-06T09:31:00');
  expect(
    told()
      .map(({ to }) => to)
      .sort(),
  ).toEqual(['clerk@village.example', 'office@township.example']);
  for (const { subject } of told()) expect(subject).toContain('督办单已超过答复期限 2026-11-05');
  const other = new SupervisionOrderStory(story.issuer, story.addressee);
  await recorder.recordDuty(await other.begin(recorder));
  const reason = { content: other.dutyId, digest: 'd' };
  await recorder.recordDuty(other.did(other.issuer, { type: 'cancel', reason }));
  await bringForwardAt('2026-11-06T09:35:00');
  expect(smtp.accepted).toHaveLength(2);
});
