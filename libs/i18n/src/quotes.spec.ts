import { expect, it } from '@jest/globals';
import { translate } from './index.js';

it('quotes within quotes are single, and what is not nested stays', () => {
  const params = { procedure: '流程“居（村）发展”', step: '“两委”决定' };
  expect(translate('deadline.basis.overallTerm', 'zh-CN', params)).toBe(
    '依据：流程“居（村）发展”的总时限，自受理起，到“‘两委’决定”办完为止。',
  );
  expect(translate('role.committee', 'zh-CN')).toBe('“两委”成员');
});
