import { Floor } from '../floor/floor.js';
import { compare, measure, quantile, rate } from '../rounds.js';
import type { Row } from '../row.js';
import { figure } from './action.js';

const AT_ONCE = 20;
/** As many bytes as a command with ids, codes and dates has. */
const COMMAND = { text: 'ids, codes and dates'.repeat(30) };

export const encryption: Row = {
  name: 'encryption',
  about:
    'The floor with the product’s payload codec beside the floor without: AES-256-GCM over each payload. It takes a tenth of a millisecond of an update’s processor time.',
  async measure(bench) {
    const sealed = await Floor.start(bench.servers, { encrypt: true });
    try {
      const lanes = async (floor: Floor) => {
        const ids: string[] = [];
        for (let lane = 0; lane < AT_ONCE; lane += 1) ids.push(await floor.open(COMMAND));
        return {
          one: () => measure(bench.pieces, () => floor.act(ids[0]!, COMMAND)),
          many: () => measure(bench.pieces * 4, (lane) => floor.act(ids[lane]!, COMMAND), AT_ONCE),
        };
      };
      const [on, off] = [await lanes(sealed), await lanes(bench.floor)];
      await on.many();
      await off.many();
      const one = await compare(bench.rounds, on.one, off.one);
      const many = await compare(bench.rounds, on.many, off.many);
      return [
        figure('encryption on | off, p50', 'ms', one, (block) => quantile(block.each, 0.5), '≤ 1.05 ×'),
        figure('encryption on | off, 20 at once', '1/s', many, rate, '≥ 0.95 ×'),
      ];
    } finally {
      await sealed.stop();
    }
  },
};
