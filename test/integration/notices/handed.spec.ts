import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { EventBody } from '#domain';
import { CaseStory } from '../persistence/case-events.js';
import { Office } from './office.js';
import { readable, TestSmtp } from './smtp.js';

let office: Office;
let smtp: TestSmtp;

beforeAll(async () => {
  office = await Office.open();
});
afterAll(async () => {
  await office?.close();
});
afterEach(() => smtp.stop());
beforeEach(async () => {
  await office.clear();
  office.turnTo('2026-11-02T09:30:00');
  smtp = await TestSmtp.start();
});

const told = async (): Promise<string[]> => {
  await office.sender(smtp.url).bringForward();
  return smtp.accepted.map(({ to }) => to).toSorted();
};

describe('a step that is handed to somebody by another', () => {
  const handed = async (...more: EventBody[]): Promise<void> => {
    const assignee = await office.person('someone@village.example');
    const story = new CaseStory();
    await office.record(story.opened({ urgent: true }));
    await office.record(story.did({ type: 'stepAssigned', step: 'triage', assignee }));
    for (const event of more) await office.record(story.did(event));
  };

  it('is told by e-mail', async () => {
    await handed();
    expect(await told()).toEqual(['someone@village.example']);
    const { body } = readable(smtp.accepted[0]!);
    expect(body).toContain('；已转交您承办');
    expect(body).toContain('it was handed to you');
  });

  it('is no longer, once it is another’s or done', async () => {
    await handed({ type: 'stepAssigned', step: 'triage', assignee: randomUUID() });
    await handed({ type: 'stepCompleted', step: 'triage', kind: 'triage', outcome: 'admitted' });
    expect(await told()).toEqual([]);
  });
});

describe('what was decided about more time', () => {
  it.each([
    [true, '延期申请已获同意'],
    [false, '延期申请未获同意'],
  ])('is told as it was decided: %s', async (approved, words) => {
    const requestedBy = await office.person('someone@village.example');
    const story = new CaseStory();
    await office.record(story.opened({ urgent: true }));
    await office.record(story.did({ type: 'extensionDecided', step: 'triage', approved, requestedBy }));
    expect(await told()).toEqual(['someone@village.example']);
    expect(readable(smtp.accepted[0]!).body).toContain(words);
  });
});

describe('a reminder of opinions', () => {
  it('goes to the departments that owe theirs, whoever else holds the step; not to a colleague of the holder', async () => {
    const [farming, environment, justice] = await Promise.all(
      ['农业农村办', '生态环境站', '司法所'].map((name) => office.department(name)),
    );
    const person = (name: string, departmentId?: string) =>
      office.person(`${name}@town.example`, 'department', '某人', departmentId);
    const holder = await person('farmer', farming);
    await Promise.all([
      person('colleague', farming),
      person('warden', environment),
      person('judge', justice),
    ]);
    const story = new CaseStory(randomUUID(), holder);
    const act = (action: string, payload: object): EventBody => ({
      type: 'stepActed',
      step: 'opine',
      kind: 'opine',
      action,
      payload: { ...payload },
    });
    await office.record(story.opened({ urgent: true }));
    const pendingDepartments = [farming!, environment!, justice!];
    await office.record(
      story.did(
        { ...story.stepOpened('opine', 9), kind: 'opine', owner: 'department' } as EventBody,
        ...pendingDepartments.map((departmentId) => act('ask', { departmentId })),
        { type: 'stepAssigned', step: 'opine', assignee: holder, assignedDepartments: [farming!] },
        {
          type: 'reminded',
          cause: 'reminder',
          reminders: [{ rule: 0, for: 0 }],
          step: 'opine',
          owner: 'department',
          departments: pendingDepartments,
        },
        act('opine', { departmentId: justice, position: 'agree' }),
      ),
    );
    expect(await told()).toEqual(['farmer@town.example', 'warden@town.example']);
  });
});
