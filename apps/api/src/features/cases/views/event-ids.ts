import { KINDS, type CaseEvent, type DutyEvent } from '#domain';
import { type PayloadSchema, referencesIn } from '../payload/index.js';

/** Ids of an event that may have a name, by what they are ids of. */
export interface EventIds {
  persons: string[];
  accounts: string[];
  /** Places and departments. */
  organisation: string[];
}

/** The fields of events that are ids. All others, names of other systems too, are only text. */
const FIELDS = {
  persons: ['onBehalfOf', 'reporterId', 'by'],
  accounts: ['actor', 'assignee', 'requestedBy', 'issuer'],
  organisation: ['departments', 'assignedDepartments'],
} as const satisfies Record<keyof EventIds, readonly string[]>;

/** What an event names, by its fields and by the schema of its action: whatever else looks like an id is none. */
export function idsOf(event: CaseEvent | DutyEvent | { type: string }): EventIds {
  const fields = event as unknown as Record<string, unknown>;
  const named = (names: readonly string[]): string[] => names.flatMap((name) => textsIn(fields[name]));
  const payload = event.type === 'stepActed' ? payloadIds(event as PayloadEvent) : NONE;
  return {
    persons: [...named(FIELDS.persons), ...payload.persons],
    accounts: [...named(FIELDS.accounts), ...[fields.to, fields.from].flatMap(accountIn)],
    organisation: [
      ...named(FIELDS.organisation),
      ...Object.values(fields.place ?? {}).flatMap(textsIn),
      ...payload.organisation,
    ],
  };
}

type PayloadEvent = Extract<CaseEvent, { type: 'stepActed' }>;
const NONE = { persons: [], organisation: [] };

function payloadIds({ kind, action, payload }: PayloadEvent): Omit<EventIds, 'accounts'> {
  const schema = KINDS[kind].actions[action]?.schema;
  const references = schema ? referencesIn(schema as PayloadSchema, payload) : [];
  const of = (wanted: string) => references.flatMap(({ kind: what, id }) => (what === wanted ? [id] : []));
  return { persons: of('person'), organisation: of('department') };
}

const accountIn = (addressee: unknown): string[] =>
  typeof addressee === 'object' && addressee !== null && 'accountId' in addressee
    ? textsIn(addressee.accountId)
    : [];

const textsIn = (value: unknown): string[] =>
  [value].flat().filter((one): one is string => typeof one === 'string');
