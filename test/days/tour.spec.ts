import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, it } from '@jest/globals';
import { checkoutDir } from '#runtime';
import { now, queueOfPresent, turnTo } from '#testing';
import { daysOfTour, instantOf } from '../../libs/testing/src/days.js';
import { Cast } from '../../scripts/tour/cast.js';
import type { Account } from '../../scripts/tour/client.js';
import { MovedProduct } from '../../scripts/tour/moved-product.js';
import { Narrator } from '../../scripts/tour/narrator.js';
import { tellAfterwards, tellInTime } from '../../scripts/tour/stories/index.js';
import { presentTime } from '../../scripts/tour/time.js';
import { presentOfSpecs, ProductProcess } from '../support/product-process.js';
import { expectAfterwards, expectInTime } from '../support/tour-output.js';

const accounts = (): Account[] =>
  JSON.parse(readFileSync(join(checkoutDir, 'demo/accounts.json'), 'utf8')) as Account[];

describe.each(daysOfTour())('the tour as of %s', (day) => {
  let output: string;
  let narrator: Narrator;
  beforeAll(() => turnTo(instantOf(day)));

  function listen(quiet = false): void {
    output = '';
    narrator = new Narrator((text) => (output += text), quiet);
  }

  it('plays stories A to E, entered afterwards', async () => {
    listen();
    const product = await ProductProcess.start();
    try {
      await tellAfterwards(new Cast(product.url, accounts(), presentTime(now)), narrator);
    } finally {
      await product.close();
    }
    expectAfterwards(output);
  }, 240_000);

  it('plays B as it happens', async () => {
    listen(true);
    const folder = mkdtempSync(join(tmpdir(), 'qunying-tour-'));
    const settings = { TEMPORAL_TASK_QUEUE: queueOfPresent('tour') };
    const product = new MovedProduct(folder, settings, presentOfSpecs());
    try {
      await product.start(() => undefined);
      await tellInTime(new Cast(product.url, accounts(), product), narrator);
    } finally {
      await product.close();
      rmSync(folder, { recursive: true, force: true });
    }
    expectInTime(output);
  }, 240_000);
});
