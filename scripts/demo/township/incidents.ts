import { addDays, dateOf } from '#domain';
import { type Going, hangOut } from './stages.js';

const DAY = 86_400_000;
const quiet = { zh: '', en: '' };

/** What happened to a matter besides the steps that it went through, by the name that `demo/township.yaml` uses. */
export const INCIDENTS: Record<string, (going: Going) => Promise<unknown>> = {
  /** Said when it is raised. */
  urgent: () => Promise.resolve(),
  claimed: ({ walk, matter }) => walk.claim(matter.until, { ...quiet, by: 'committee' }),
  commented: ({ walk }) =>
    walk.post('comments', { text: '管网图在水厂，已联系下周来人。' }, { ...quiet, by: 'committee' }),
  externalNumber: ({ walk, cast }) =>
    walk.post(
      'external-refs',
      { system: '12345', number: 'RX-0417', dueOn: addDays(dateOf(cast.time.now()), 2) },
      quiet,
    ),
  pausedForWork: ({ walk, cast }) =>
    walk.post('pauses', { reason: 'awayForWork', until: addDays(dateOf(cast.time.now()), 12) }, quiet),
  async pausedTooLong({ walk, cast }) {
    const began = cast.time.now() - 22 * DAY;
    walk.waitUntil(new Date(began).toISOString());
    await walk.post('pauses', { reason: 'expertReport', until: addDays(dateOf(began), 29) }, quiet);
  },
  escalated: ({ walk }) =>
    walk.post(
      'escalations',
      { reason: '涉及两个村，村里说不下来，请镇里牵头。' },
      { ...quiet, by: 'committee' },
    ),
  confidential: ({ walk }) =>
    walk.post('confidentiality', { confidential: true, reason: '当事人要求保密。' }, quiet),
  async givenBack({ walk, cast, matter }) {
    const session = await cast.staff('committee', matter.village);
    for (let times = 0; times < 3; times += 1) {
      if (times > 0) await walk.claim(matter.until, { ...quiet, by: 'committee' });
      await session.post(`/cases/${walk.id}/steps/${matter.until}/assignments`, {
        assigneeId: null,
        reason: '楼上住户一直不在家，联系不上。',
      });
    }
  },
  async orderRunning({ walk, cast, matter }) {
    const office = await cast.staff('townshipOffice', '清溪镇');
    return office.post<{ supervisionOrderId: string }>(`/cases/${walk.id}/supervision-orders`, {
      instruction: '已经超期，请办结并说明原因。',
      term: '3wd',
      step: matter.until,
    });
  },
  async orderAnswered(going) {
    await INCIDENTS['orderRunning']!(going);
    const committee = await going.cast.staff('committee', going.matter.village);
    const { items } = await committee.get<{ items: { id: string }[] }>(
      `/supervision-orders?caseId=${going.walk.id}`,
    );
    await committee.post(`/supervision-orders/${items[0]!.id}/answers`, {
      text: '已请人看过裂缝，明天两家一起到场。',
    });
  },
  async extensionAsked({ walk }) {
    await walk.claim('implement', { ...quiet, by: 'committee' });
    const { milestones } = await walk.view();
    const { id, dueOn } = milestones.at(-1)!;
    walk.waitUntil(dueOn);
    await walk.post(
      'steps/implement/extensions',
      { milestone: id, term: '10cd', reason: '连日下雨，护栏没法焊。' },
      { ...quiet, by: 'committee' },
    );
  },
  halfSigned: ({ walk, parties }) =>
    walk.act(
      'sign',
      'sign',
      { signerId: parties[0], manner: 'signature' },
      { ...quiet, by: 'mediator', onBehalfOf: parties[0]!, channel: 'inPerson' },
    ),
  noticeRunning: ({ walk, matter }) => hangOut(walk, matter),
  objected: ({ walk }) =>
    walk.post('objections', { text: '村口背风处离水井近，请再看看。' }, { ...quiet, hours: 3 }),
  /** The members have signed; one of the departments has said nothing. */
  async departmentSilent({ walk, members, departments }) {
    for (const signerId of members)
      await walk.act(
        'sign',
        'sign',
        { signerId, manner: 'signature' },
        { ...quiet, onBehalfOf: signerId, channel: 'meeting' },
      );
    const [{ id, name }] = departments as [{ id: string; name: string }];
    await walk.act(
      'opine',
      'opine',
      { departmentId: id, position: 'agree', opinion: '同意，注意汛期安全。' },
      { ...quiet, by: 'department', at: `清溪镇·${name}` },
    );
  },
};
