import { expect, it } from '@jest/globals';
import type { Answer } from '../api/http.js';
import type { TestProduct } from './test-product.js';
import { CaseWalk, type Stage } from './walk.js';

/** A request that must be refused. */
export interface Wrong {
  /** The stage at which the case stands. */
  at: Stage;
  request: (walk: CaseWalk) => Promise<Answer>;
  status: number;
  code: string;
  /** JSON pointers that the problem names. */
  paths?: string[];
}

/** One case a stage, for requests that change nothing in it. */
export class CasesByStage {
  private readonly walks = new Map<Stage, Promise<CaseWalk>>();

  constructor(private readonly product: () => TestProduct) {}

  at(stage: Stage): Promise<CaseWalk> {
    const walk = this.walks.get(stage) ?? CaseWalk.to(this.product(), stage);
    this.walks.set(stage, walk);
    return walk;
  }
}

/** A test each: refused by its code, with a sentence for people, and the case is as it was. */
export function eachLeavesNoTrace(
  wrong: Readonly<Record<string, Wrong>>,
  product: () => TestProduct,
  cases: CasesByStage,
): void {
  it.each(Object.entries(wrong))('%s', async (_name, { at, request, status, code, paths }) => {
    const walk = await cases.at(at);
    const before = await product().traces(walk.id);
    const answer = await request(walk);
    expect({ status: answer.status, code: answer.body?.code }).toEqual({ status, code });
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer.body.detail).toMatch(/\p{Script=Han}/u);
    if (paths) expect(answer.body.errors.map((error: { path: string }) => error.path)).toEqual(paths);
    expect(await product().traces(walk.id)).toEqual(before);
  });
}
