import { describe, expect, it } from '@jest/globals';
import { Problem } from '../problems/index.js';
import { inspectInput } from './inspect.js';

function refused(value: unknown): [code: string, path?: string] | undefined {
  try {
    inspectInput(value);
    return undefined;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const [first] = error.errors;
    return first ? [first.code, first.path] : [error.code];
  }
}

const deep = (depth: number): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < depth; level++) value = [value];
  return value;
};

describe('inspecting what comes in', () => {
  it.each([
    '屋檐滴水，两家吵了两次。\n\t第二行\r\n',
    '𠮷野家 👨‍👩‍👧 é',
    'a\u200bb\u200db',
    '',
    null,
    true,
    -0.5,
    { a: [{ b: '文' }] },
  ])('lets %j pass', (value) => {
    expect(refused(value)).toBeUndefined();
  });

  it.each([
    [{ a: ['x', { 'b/c': 'y\u0000' }] }, 'field.controlCharacter', '/a/1/b~1c'],
    [{ a: '\u0085' }, 'field.controlCharacter', '/a'],
    [{ a: '\u007f' }, 'field.controlCharacter', '/a'],
    [{ a: '\udc00' }, 'field.loneSurrogate', '/a'],
    [['\ud83d'], 'field.loneSurrogate', '/0'],
    [{ a: 'x\u200fy' }, 'field.bidiControl', '/a'],
    [{ a: 'x\u061cy' }, 'field.bidiControl', '/a'],
    [{ '\u202e': 1 }, 'field.unknown', ''],
    [JSON.parse('{"a":{"__proto__":1}}'), 'field.unknown', '/a'],
    [{ constructor: 1 }, 'field.unknown', ''],
    [{ a: Infinity }, 'field.numberTooLarge', '/a'],
  ])('refuses %j', (value, code, path) => {
    expect(refused(value)).toEqual([code, path]);
  });

  it('bounds the depth without exhausting the stack', () => {
    expect(refused(deep(32))).toBeUndefined();
    expect(refused(deep(33))).toEqual(['request.tooDeep']);
    expect(refused(deep(100_000))).toEqual(['request.tooDeep']);
  });
});
