import type { Instant } from '../../model/basics.js';
import type { CaseState } from '../../model/state.js';
import { addDays, dateOf } from '../../time/index.js';
import { aText } from '../values.js';
import { DEPARTMENTS, MEDIATORS, PARTIES, POOL, PROXIES, STRANGERS, type Game } from './cast.js';
import type { Dice } from './dice.js';

interface Schema {
  type?: string;
  format?: string;
  enum?: readonly string[];
  const?: unknown;
  pattern?: string;
  properties?: Record<string, Schema>;
  required?: readonly string[];
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  minimum?: number;
  maximum?: number;
  readOnly?: boolean;
}

export interface Wild {
  game: Game;
  state: CaseState;
  at: Instant;
  dice: Dice;
}

/** Which people a field means; now and then somebody else, and mostly people who do belong to the case. */
function personFor(name: string, { state, dice }: Wild): string {
  if (dice.chance(0.1)) return dice.pick([...STRANGERS, ...PARTIES, ...POOL, ...PROXIES]) ?? '';
  const { parties, members } = state.facts;
  const ids = members.map(({ personId }) => personId);
  const known: Record<string, readonly string[]> = {
    partyId: parties,
    parties,
    memberId: ids,
    members: ids,
    proxyId: PROXIES,
    signerId: state.category === 'dispute' ? parties : (state.facts.meeting?.presentMembers ?? ids),
    mediatorId: MEDIATORS,
    departmentId: state.facts.departments,
    departments: DEPARTMENTS,
    heard: [...parties, ...STRANGERS],
  };
  return dice.pick(known[name] ?? []) ?? dice.pick([...PARTIES, ...POOL]) ?? '';
}

function textFor(name: string, schema: Schema, wild: Wild): unknown {
  const { dice, at, game } = wild;
  switch (schema.format) {
    case 'content':
      return aText(dice.between(1, 9));
    case 'uuid':
      return personFor(name, wild);
    case 'date':
      return addDays(dateOf(at), dice.between(-3, 30));
    case 'date-time':
      return new Date(at + dice.between(-2, 9) * 86_400_000 + dice.between(0, 86_399_999)).toISOString();
    default:
      return name === 'procedure' ? dice.pick(game.procedures)?.key : `m${dice.between(1, 4)}`;
  }
}

function listFor(name: string, schema: Schema, wild: Wild): unknown[] {
  const { dice } = wild;
  const { minItems = 0, maxItems = 12, items = {}, uniqueItems = false } = schema;
  const length = dice.between(minItems, Math.min(maxItems, minItems + 8));
  const list = Array.from({ length }, () => valueFor(name, items, wild));
  const distinct = uniqueItems ? [...new Set(list)] : list;
  return distinct.length >= minItems ? distinct : list.slice(0, minItems);
}

function valueFor(name: string, schema: Schema, wild: Wild): unknown {
  const { dice } = wild;
  if ('const' in schema) return schema.const;
  if (schema.enum) return dice.pick(schema.enum);
  switch (schema.type) {
    case 'boolean':
      return dice.chance(0.5);
    case 'integer':
      return dice.between(schema.minimum ?? 0, Math.min(schema.maximum ?? 20, 20));
    case 'array':
      return listFor(name, schema, wild);
    case 'object':
      return objectFor(schema, wild);
    default:
      return textFor(name, schema, wild);
  }
}

function objectFor({ properties = {}, required = [] }: Schema, wild: Wild): Record<string, unknown> {
  const wanted = Object.entries(properties).filter(
    ([name, schema]) => required.includes(name) || (!schema.readOnly && wild.dice.chance(0.6)),
  );
  return Object.fromEntries(wanted.map(([name, schema]) => [name, valueFor(name, schema, wild)]));
}

/** A payload that the schema accepts, sensible or not. */
export const fromSchema = (schema: unknown, wild: Wild): Record<string, unknown> =>
  objectFor(schema as Schema, wild);

/** A sensible payload with one thing changed or left out, be it deep within: what slips in when people are tired. */
export function spoiled(
  schema: unknown,
  payload: Record<string, unknown>,
  wild: Wild,
): Record<string, unknown> {
  const { properties = {} } = schema as Schema;
  const { dice } = wild;
  const name = dice.pick(Object.keys(properties));
  const field = name === undefined ? undefined : properties[name];
  if (name === undefined || !field || field.readOnly) return payload;
  const { [name]: value, ...others } = payload;
  const [first, ...rest] = Array.isArray(value) ? dice.some(value, value.length) : [];
  if (field.items?.properties && first && dice.chance(0.7)) {
    const index = (value as unknown[]).indexOf(first);
    const item = spoiled(field.items, first as Record<string, unknown>, wild);
    return { ...payload, [name]: (value as unknown[]).map((each, i) => (i === index ? item : each)) };
  }
  if (rest.length > 0 && rest.length >= (field.minItems ?? 0) && dice.chance(0.3))
    return { ...payload, [name]: rest };
  const optional = !(schema as Schema).required?.includes(name);
  return optional && dice.chance(0.5) ? others : { ...payload, [name]: valueFor(name, field, wild) };
}
