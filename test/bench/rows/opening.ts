import { villageOf } from '../product.js';
import { compare, measure, rate } from '../rounds.js';
import type { Row } from '../row.js';
import { figure, processorRows, spending } from './action.js';

const AT_ONCE = 20;

export const opening: Row = {
  name: 'opening',
  about:
    'Cases opened side by side: update with start, record, timer. Limited by the processor, as actions are; the procedure and the working days go along once.',
  async measure(bench) {
    const { product, floor, warmUp, rounds } = bench;
    const pieces = bench.pieces * 2;
    let count = 0;
    const openOne = () => product.open(villageOf((count += 1)));
    const ours = () => measure(pieces, openOne, AT_ONCE);
    const theirs = () => measure(pieces, () => floor.open(), AT_ONCE);
    await measure(warmUp, openOne, AT_ONCE);
    await measure(warmUp, () => floor.open(), AT_ONCE);
    const spent = { product: spending(bench, 'product'), floor: spending(bench, 'floor') };
    const comparison = await compare(
      rounds,
      () => spent.product.during(ours),
      () => spent.floor.during(theirs),
    );
    return [
      figure('cases opened', '1/s', comparison, rate, '≥ 0.85 ×'),
      ...processorRows(spent.product, spent.floor),
    ];
  },
};
