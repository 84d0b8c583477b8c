import { describe, expect, it } from '@jest/globals';
import { translate } from './index.js';

describe('sentences of the meeting and after', () => {
  it('name agenda items, answers and results in words, not in codes', () => {
    const outOfOrder = { item: 'reachConsensus', expected: 'guide' };
    expect(translate('refusal.deliberate.outOfOrder', 'zh-CN', outOfOrder)).toBe(
      '议程须按次序进行，现在应是“群英引导”，请先记录这一项。',
    );
    expect(translate('refusal.deliberate.outOfOrder', 'en', outOfOrder)).toContain(
      '“members guide” comes now',
    );
    expect(translate('refusal.sign.alreadyAnswered', 'en', { answer: 'signed' })).toContain('(signed)');
    expect(translate('refusal.deliberate.reasonMissing', 'zh-CN', { result: 'adjourned' })).toBe(
      '请写明“休会另议”的原因。',
    );
  });

  it('carry the numbers that were judged', () => {
    expect(translate('refusal.sign.shareNotReached', 'zh-CN', { signed: 5, needed: 6 })).toBe(
      '已签 5 人，至少须 6 人，请继续征集签署或登记保留意见。',
    );
    expect(translate('refusal.revisit.milestonesMissing', 'en', { missing: ['m1', 'm3'] })).toContain(
      'm1,m3',
    );
  });
});
