import { describe, expect, it } from '@jest/globals';
import { KIND_NAMES, KINDS, type FormHints } from '#domain';
import type { PayloadSchema } from '../payload/index.js';
import { formSchema, type FormContext } from './form-schema.js';

const context = (more: Partial<FormContext> = {}): FormContext => ({
  kind: 'deliberate',
  action: 'complete',
  hints: {},
  language: 'zh-CN',
  now: Date.parse('2026-11-26T10:00:00+08:00'),
  name: ({ id }) => ({ id, name: `某${id}` }),
  ...more,
});
const actions = KIND_NAMES.flatMap((kind) =>
  Object.entries(KINDS[kind].actions).map(([action, { schema }]) => ({
    kind,
    action,
    schema: schema as PayloadSchema,
  })),
);
const formOf = (kind: (typeof KIND_NAMES)[number], action: string, hints: FormHints = {}) =>
  formSchema(KINDS[kind].actions[action]!.schema as PayloadSchema, context({ kind, action, hints }));

/** Fields without a label and values without a word. */
function unlabelled(schema: PayloadSchema, at: string): string[] {
  const labels = (schema['x-labels'] ?? {}) as Record<string, string | undefined>;
  return [
    ...Object.entries(labels).flatMap(([value, label]) => (label ? [] : [`${at}=${value}`])),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, property]) => [
      ...(typeof property.title === 'string' ? [] : [`${at}.${name}`]),
      ...unlabelled(property, `${at}.${name}`),
    ]),
    ...(schema.items ? unlabelled(schema.items, `${at}[]`) : []),
  ];
}

describe('the form of an action', () => {
  it.each(['zh-CN', 'en'] as const)(
    'has a label for every field and a word for every value, %s',
    (language) => {
      const missing = actions.flatMap(({ kind, action, schema }) =>
        unlabelled(formSchema(schema, context({ kind, action, language })), `${kind}.${action}`),
      );
      expect(missing).toEqual([]);
    },
  );

  it('speaks the language of its reader', () => {
    const text = formOf('deliberate', 'complete').properties?.terms;
    expect(text).toMatchObject({ title: '议定的内容', description: '议定的内容，达成共识时必填' });
    const form = formSchema(
      KINDS.deliberate.actions.complete!.schema as PayloadSchema,
      context({ language: 'en' }),
    );
    expect(form.properties?.terms).toMatchObject({ title: 'What was agreed' });
  });

  it('asks for what the case settles, and leaves out what has no meaning in it', () => {
    const form = formOf('selectMembers', 'complete', {
      hidden: ['/partiesAgree'],
      required: ['/reason'],
      count: { '/members': { min: 3, max: 7 } },
      barred: { '/members/*/personId': [{ id: 'p1', barred: 'selectMembers.memberIsParty' }] },
    });
    expect(Object.keys(form.properties ?? {})).toEqual(['members', 'reason']);
    expect(form.required).toEqual(['members', 'reason']);
    expect(form.properties?.members).toMatchObject({ minItems: 3, maxItems: 7 });
    expect(form.properties?.members?.items?.properties?.personId).toMatchObject({
      'x-barred': [{ id: 'p1', name: '某p1' }],
    });
  });

  it('offers the values that fit, with their words', () => {
    const form = formOf('deliberate', 'agenda', { values: { '/item': ['guide'] } });
    expect(form.properties?.item).toMatchObject({ enum: ['guide'], 'x-labels': { guide: '群英引导' } });
  });

  it('says between which days a date lies', () => {
    const latest = Date.parse('2026-12-01T00:00:00+08:00');
    const form = formOf('convene', 'complete', { between: { '/at': { latest } } });
    expect(form.properties?.at).toMatchObject({ 'x-latest': '2026-11-30T23:59:59.999+08:00' });
    expect(formOf('implement', 'report').properties?.doneOn).toMatchObject({ 'x-latest': '2026-11-26' });
  });

  it('keeps from clients what only the API fills in', () => {
    const form = formOf('selectMembers', 'complete');
    expect(form.properties?.members?.items?.properties).not.toHaveProperty('closeKinOf');
  });
});
