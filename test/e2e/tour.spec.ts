import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RunningProduct, until } from '#testing';

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
    const told = await product.run('scripts/tour/main.js');
    for (const outcome of ['agreed', 'decided', 'agreed orally', 'answered'])
      expect(told).toMatch(new RegExp(`✓ .* · ${outcome}`));
    expect(told.match(/^ {2}✓ /gm)).toHaveLength(6);
    // Story B: the third milestone comes late, with a nudge, a reason and more time; as it happens with reminders too.
    const late =
      '逾期6天，镇里催办[^]*站内消息里看到催办[^]*连续下雨停工[^]*收到延期申请[^]*同意延期一次[^]*沉淀池完成';
    expect(told).toMatch(new RegExp(`清渠完成[^]*不再发出[^]*${late}[^]*全部归档`));
    const reminded = '石支书：09:\\d\\d 收到提醒，\\S+到期[^]*石支书：09:\\d\\d 收到提醒，已逾期';
    expect(told).toMatch(new RegExp(`全部归档[^]*清渠完成[^]*${reminded}[^]*${late}`));
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
