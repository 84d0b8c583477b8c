import { describe, expect, it } from '@jest/globals';
import { likenessTo } from './name-match.js';

const zhang = { name: '张三', nickname: '三伢子', phone: '100 0000 0003' };

describe('how well a person is what was typed', () => {
  it.each([
    ['张三', 3],
    [' 张 三 ', 3],
    ['三', 2],
    ['伢子', 2],
    ['0003', 2],
    ['zs', 1],
    ['zhangsan', 1],
    ['zhangs', 1],
    ['syz', 1],
    ['李', 0],
    ['ls', 0],
    ['0004', 0],
    ['', 0],
  ])('%j: %i', async (typed, expected) => {
    expect((await likenessTo(typed))(zhang)).toBe(expected);
  });

  it('knows surnames that are read otherwise', async () => {
    expect((await likenessTo('shanyi'))({ name: '单一' })).toBe(1);
  });

  it('finds nobody whose name was erased', async () => {
    expect((await likenessTo('张'))({})).toBe(0);
  });
});
