import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RunningProduct, until } from '#testing';
import { expectAfterwards, expectInTime } from '../support/tour-output.js';

describe('the product as npm start runs it', () => {
  let product: RunningProduct;

  beforeAll(async () => {
    product = await RunningProduct.start();
  }, 180_000);

  afterAll(() => product.remove(), 60_000);

  it('prints where everything is', () => {
    expect(product.output).toContain(product.url);
    expect(product.output).toContain('/api/docs');
    for (const { username, password } of product.accounts()) {
      expect(product.output).toContain(username);
      expect(product.output).toContain(password);
    }
  });

  it('plays stories A to E from intake to archive, and B as it happens', async () => {
    const output = await product.run('scripts/tour/main.js');
    const [afterwards = '', inTime = ''] = output.split('补录的事不再提醒');
    expectAfterwards(afterwards);
    expectInTime(inTime);
  }, 240_000);

  it('counted its figures as the events tell them', async () => {
    expect(await product.run('scripts/figures-recount.js')).toContain('agree with the events');
  });

  it('writes nothing of what people said or are called into its logs', () => {
    for (const part of ['product', 'temporal', 'postgres'] as const) {
      const log = decodeURIComponent(product.log(part).replaceAll(/%(?![0-9A-F]{2})/g, '%25'));
      expect(/张三|李四|屋檐|养鸡场|凭什么出一半|Bearer/.exec(log)?.[0]).toBeUndefined();
    }
  });

  it('ends in order on Ctrl-C and starts again with the same data', async () => {
    expect(await product.stop()).toBe('0');
    await product.start();
    await until(() => product.isReady(), 'readiness');
  }, 180_000);
});
