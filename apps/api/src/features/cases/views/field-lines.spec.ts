import { describe, expect, it } from '@jest/globals';
import { KIND_NAMES, KINDS } from '#domain';
import type { PayloadSchema } from '../payload/index.js';
import { type Known, printedFields } from './field-lines.js';

const known = (language: Known['language']): Known => ({
  language,
  text: () => undefined,
  name: (id) => (id.startsWith('m') ? '封排口' : '张三'),
});
const examples = KIND_NAMES.flatMap((kind) =>
  Object.entries(KINDS[kind].actions).map(([action, { schema, example }]) => ({
    kind,
    action,
    schema: schema as PayloadSchema,
    example,
  })),
);

describe('what was entered, as one would print it', () => {
  it.each(examples)('$kind.$action shows words alone', ({ kind, action, schema, example }) => {
    const printed = printedFields({ kind, action }, schema, example, known('zh-CN'));
    const codes = printed.flatMap(({ label, lines }) =>
      [label, ...lines].filter((line) => /[0-9a-f]{8}-[0-9a-f]{4}|\b[a-z]+[A-Z]\w+/.test(line)),
    );
    expect(codes).toEqual([]);
    expect(printed.length).toBeGreaterThanOrEqual(Object.keys(example).length === 0 ? 0 : 1);
  });

  it('tells lists of people in a line, lists of records in a line each', () => {
    const schema = KINDS.selectMembers.actions.complete!.schema as PayloadSchema;
    const payload = {
      members: [
        { personId: 'p1', nomination: 'publicNominated' },
        { personId: 'p2', nomination: 'adHoc', expert: true },
      ],
    };
    const at = { kind: 'selectMembers', action: 'complete' } as const;
    expect(printedFields(at, schema, payload, known('zh-CN'))).toEqual([
      {
        field: 'members',
        label: '选配的群英',
        lines: ['群英 张三 · 产生方式 群众推', '群英 张三 · 产生方式 临时点 · 专家群英 是'],
      },
    ]);
  });

  it('says so where a text was erased, and leaves out what was not entered', () => {
    const schema = KINDS.investigate.actions.complete!.schema as PayloadSchema;
    const payload = { principalContradiction: { content: 'c1', digest: 'd' }, heard: [] };
    expect(printedFields({ kind: 'investigate', action: 'complete' }, schema, payload, known('en'))).toEqual([
      { field: 'principalContradiction', label: 'Principal contradiction', lines: ['(erased by rule)'] },
    ]);
  });
});
