import { parties, type CaseOpened, villageOf } from '../product.js';
import type { Bench } from '../row.js';

/** Cases under investigation, where people are heard one after another, and their like on the floor. */
export interface Hearing {
  /** One staff action in the lane's case. */
  product(lane: number): Promise<void>;
  floor(lane: number): Promise<void>;
}

export async function hearings({ product, floor }: Bench, lanes: number): Promise<Hearing> {
  const cases: CaseOpened[] = [];
  const floors: string[] = [];
  for (let lane = 0; lane < lanes; lane += 1) {
    cases.push(await product.investigated(villageOf(lane)));
    floors.push(await floor.open());
  }
  return {
    async product(lane) {
      const village = villageOf(lane);
      const [personId] = parties(village);
      const answer = await product.act(village, cases[lane]!, 'investigate', 'hear', {
        personId,
        channel: 'homeVisit',
        note: '说偏房是去年翻修的，屋檐没超过老墙，愿意装檐沟。',
      });
      cases[lane]!.version = answer.version;
    },
    floor: (lane) =>
      floor.act(floors[lane]!, { text: 'As many bytes as the ids and codes of a command have.'.repeat(8) }),
  };
}
