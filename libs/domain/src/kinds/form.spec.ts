import { isMessageKey } from '#i18n';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { definitionOf } from '../engine/definition.js';
import { evolve } from '../engine/index.js';
import type { CaseEvent } from '../model/event.js';
import type { CaseState } from '../model/state.js';
import { play, type Game } from '../testing/play/index.js';
import { shippedGame } from '../testing/play/shipped.js';
import { BARRED_CODES, type FormHints } from './form.js';
import { KINDS } from './index.js';
import { WHEN_KEYWORD, type ActionSchema, type Condition } from './schema.js';

let game: Game;
beforeAll(async () => {
  game = await shippedGame();
});

type Acted = Extract<CaseEvent, { type: 'stepActed' }>;
interface Filled {
  name: string;
  schema: ActionSchema;
  hints: FormHints;
  payload: Record<string, unknown>;
}

/** Every form that was filled in by chance and accepted, with what it was told beforehand. */
function filled(seeds: number): Filled[] {
  const found: Filled[] = [];
  for (let seed = 1; seed <= seeds; seed += 1) {
    const { events } = play(
      game,
      Array.from({ length: 80 }, (_, i) => seed * 1_000 + i),
    );
    let state: CaseState | undefined;
    for (const event of events) {
      if (event.type === 'stepActed' && state) found.push(...formOf(state, event));
      state = evolve(state, event);
    }
  }
  return found;
}

function formOf(state: CaseState, { step: key, kind, action, payload, recordedAt: now }: Acted): Filled[] {
  const step = state.steps[key];
  const definition = definitionOf(state, key);
  const { schema, form } = KINDS[kind].actions[action]!;
  if (!step || !definition || !form) return [];
  const hints = form({ state, step, definition, params: definition.params, now });
  return [{ name: `${kind}.${action}`, schema, hints, payload }];
}

/** The values at a pointer, of every item where it has `*`. */
function at(value: unknown, pointer: string): unknown[] {
  const [, head, ...rest] = pointer.split('/');
  if (head === undefined) return value === undefined ? [] : [value];
  const next = `/${rest.join('/')}`.replace(/^\/$/, '');
  if (head === '*') return Array.isArray(value) ? value.flatMap((item) => at(item, next)) : [];
  return typeof value === 'object' && value !== null
    ? at((value as Record<string, unknown>)[head], next)
    : [];
}

function describedAt(schema: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((node, part) => {
      const { properties, items } = (node ?? {}) as { properties?: Record<string, unknown>; items?: unknown };
      return part === '*' ? items : properties?.[part];
    }, schema);
}

/** Whether the condition of a field is met; without one it is. */
function isAskedFor(described: unknown, payload: Record<string, unknown>): boolean {
  const { [WHEN_KEYWORD]: condition = {} } = described as { [WHEN_KEYWORD]?: Condition };
  return Object.entries(condition).every(([field, values]) =>
    values === 'any' ? payload[field] !== undefined : values.includes(payload[field] as string),
  );
}

const idsOf = (options: readonly { id: string }[] = []) => options.map(({ id }) => id);

describe('what a form is told of its case', () => {
  const forms = (): Filled[] => filled(60);

  it('forbids nothing that the rules accept, and asks for nothing that they can do without', () => {
    const wrong = forms().flatMap(({ name, schema, hints, payload }) => [
      ...(hints.required ?? []).flatMap((p) => (at(payload, p).length === 0 ? [`${name} lacks ${p}`] : [])),
      ...Object.entries(hints.values ?? {}).flatMap(([p, values]) =>
        !isAskedFor(describedAt(schema, p), payload) ||
        at(payload, p).every((v) => values.includes(v as string))
          ? []
          : [`${name} has another ${p}`],
      ),
      ...Object.entries(hints.options ?? {}).flatMap(([p, options]) =>
        at(payload, p).every((v) => idsOf(options).includes(v as string)) ? [] : [`${name} names ${p}`],
      ),
      ...[...Object.entries(hints.options ?? {}), ...Object.entries(hints.barred ?? {})].flatMap(
        ([p, options]) => {
          const barred = idsOf(options.filter((option) => option.barred));
          return at(payload, p).some((v) => barred.includes(v as string))
            ? [`${name} names a barred ${p}`]
            : [];
        },
      ),
      ...Object.entries(hints.count ?? {}).flatMap(([p, { min = 0, max = Infinity }]) =>
        at(payload, p).every((v) => (v as unknown[]).length >= min && (v as unknown[]).length <= max)
          ? []
          : [`${name} has ${min} to ${max} ${p}`],
      ),
    ]);
    expect([...new Set(wrong)]).toEqual([]);
  });

  it('names fields that there are', () => {
    const unknown = forms().flatMap(({ name, schema, hints }) => {
      const {
        required = [],
        hidden = [],
        values,
        options,
        barred,
        count,
        between,
        initial,
        deciding,
      } = hints;
      const keyed = [values, options, barred, count, between].flatMap((one) => Object.keys(one ?? {}));
      const begun = Object.keys(initial ?? {}).map((field) => `/${field}`);
      const pointers = [...required, ...hidden, ...keyed, ...begun, ...(deciding ? [deciding] : [])];
      return pointers.filter((p) => describedAt(schema, p) === undefined).map((p) => `${name}${p}`);
    });
    expect([...new Set(unknown)]).toEqual([]);
  });

  it('is tried with every form that has any; only asking one more department is left to its own spec', () => {
    const withForm = Object.entries(KINDS).flatMap(([kind, { actions }]) =>
      Object.entries(actions).flatMap(([action, { form }]) => (form ? [`${kind}.${action}`] : [])),
    );
    expect(withForm.filter((name) => !forms().some((one) => one.name === name))).toEqual(['opine.ask']);
  });

  it('says in both languages why somebody is barred', () => {
    expect(BARRED_CODES.filter((code) => !isMessageKey(`barred.${code}`))).toEqual([]);
  });
});
