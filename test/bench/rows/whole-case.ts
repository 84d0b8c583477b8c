import { personId } from '../../../scripts/demo/ids.js';
import { type BenchVillage, parties, type Product, villageOf } from '../product.js';
import { compare, measure, rate } from '../rounds.js';
import type { Row } from '../row.js';
import { figure, processorRows, spending } from './action.js';

const DAY = 86_400_000;
const AT_ONCE = 20;
/** Who is asked in as a member. */
const MEMBERS: Record<BenchVillage, string> = { liutang: '王五', shiqiao: '郑一', xinyuan: '严一' };

interface Act {
  step: string;
  action: string;
  payload: Record<string, unknown>;
  /** Days after the matter was raised. */
  day?: number;
}

/** A quarrel that is settled on the spot and looked at again after a month: every step of the procedure. */
function acts(village: BenchVillage, raised: number): Act[] {
  const both = parties(village);
  const member = personId(village, MEMBERS[village]);
  const complete = (step: string, payload: Record<string, unknown>): Act => ({
    step,
    action: 'complete',
    payload,
  });
  const item = (name: string): Act => ({
    step: 'deliberate',
    action: 'agenda',
    payload: { item: name, minutes: '各说各的难处，网格员和楼栋长从中说合。' },
  });
  return [
    complete('triage', {
      category: 'dispute',
      procedure: 'onTheSpot',
      parties: both,
      willingness: 'willing',
      redLines: [],
      pending: 'none',
    }),
    complete('investigate', {
      principalContradiction: '沙子堆住半条巷。',
      proposedPosition: '当晚清走。',
      heard: both,
    }),
    complete('selectMembers', { members: [{ personId: member, nomination: 'adHoc' }], partiesAgree: true }),
    complete('convene', { at: new Date(raised).toISOString(), mode: 'onTheSpot', place: '二巷口' }),
    { step: 'deliberate', action: 'attend', payload: { members: [member], parties: both } },
    ...['statePositions', 'guide', 'reachConsensus'].map(item),
    complete('deliberate', { result: 'consensus', form: 'oralAgreementRecord', terms: '当晚六点前清走。' }),
    { step: 'sign', action: 'recordOral', payload: { record: '当晚六点前清走，双方无异议。' } },
    complete('decide', { disposition: '记录口头协议。' }),
    complete('feedback', { note: '已清走。', ratings: [{ personId: both[1], satisfaction: 'satisfied' }] }),
    {
      step: 'revisit',
      action: 'visit',
      payload: { holding: true, note: '一直畅通。', milestones: [] },
      day: 31,
    },
  ];
}

/** Entered afterwards, as it happened two months ago, so that nothing need be waited for. */
async function play(product: Product, village: BenchVillage): Promise<void> {
  const raised = Date.now() - 60 * DAY;
  const factOf = (day = 0) => ({
    occurredAt: new Date(raised + day * DAY).toISOString(),
    lateReason: '照纸质台账补录。',
  });
  const opened = await product.open(village, factOf());
  let { version } = opened;
  for (const { step, action, payload, day } of acts(village, raised))
    ({ version } = await product.act(
      village,
      { id: opened.id, version },
      step,
      action,
      payload,
      factOf(day),
    ));
}

export const wholeCase: Row = {
  name: 'whole-case',
  about:
    'Whole cases of a quick dispute, 20 side by side: one opening and thirteen actions each. Limited by the processor, as single actions are.',
  async measure(bench) {
    const { product, floor, rounds } = bench;
    const updates = acts('liutang', 0).length;
    const cases = Math.max(2, Math.floor(bench.pieces / 2));
    let count = 0;
    const ours = () => measure(cases, () => play(product, villageOf((count += 1))), AT_ONCE);
    const theirs = () =>
      measure(
        cases,
        async () => {
          const id = await floor.open();
          for (let n = 1; n < updates; n += 1) await floor.act(id);
          await floor.act(id, 'end');
        },
        AT_ONCE,
      );
    await ours();
    await theirs();
    const spent = { product: spending(bench, 'product'), floor: spending(bench, 'floor') };
    const comparison = await compare(
      rounds,
      () => spent.product.during(ours),
      () => spent.floor.during(theirs),
    );
    return [
      figure('whole cases', '1/s', comparison, rate, '≥ 0.8 ×'),
      ...processorRows(spent.product, spent.floor),
    ];
  },
};
