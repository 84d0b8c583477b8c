import { REFERS_KEYWORD } from '#domain';
import { type Language, translate } from '#i18n';
import { fieldLabel, type FieldPlace, valueLabel } from '../forms/labels.js';
import { isContentRef, type PayloadSchema } from '../payload/index.js';

/** A field of what was entered, as one would print it. */
export interface PrintedField {
  /** Its name in the payload. */
  field: string;
  label: string;
  /** A paragraph each; of a list of records, one line a record. */
  lines: string[];
}

/** From where the words come that a payload only points to. */
export interface Known {
  language: Language;
  /** None once it was erased. */
  text(content: string): string | undefined;
  name(id: string): string | undefined;
}

type At = Omit<FieldPlace, 'path'>;

/** What was entered with an action, in the order of its form. */
export function printedFields(
  at: At,
  schema: PayloadSchema,
  payload: Readonly<Record<string, unknown>>,
  known: Known,
  path = '',
): PrintedField[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    if (property.readOnly) return [];
    const place = { ...at, path: path === '' ? name : `${path}.${name}` };
    const lines = linesOf(place, property, payload[name], known);
    return lines.length > 0 ? [{ field: name, label: fieldLabel(place, known.language) ?? name, lines }] : [];
  });
}

function linesOf(place: FieldPlace, schema: PayloadSchema, value: unknown, known: Known): string[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) return [inWords(place, schema, value, known)];
  const items = schema.items ?? {};
  if (value.length === 0) return [];
  if (items[REFERS_KEYWORD] === 'attachment')
    return [translate('value.attachments', known.language, { count: value.length })];
  if (items.properties) return value.map((item) => record(place, items, item, known));
  return [
    value.map((item) => inWords(place, items, item, known)).join(translate('value.join', known.language)),
  ];
}

/** One record of a list: `群英 王五 · 产生方式 群众推`. */
const record = ({ path, ...at }: FieldPlace, schema: PayloadSchema, value: unknown, known: Known): string =>
  printedFields(at, schema, value as Record<string, unknown>, known, path)
    .map(({ label, lines }) => `${label} ${lines.join(' ')}`)
    .join(' · ');

function inWords(place: FieldPlace, schema: PayloadSchema, value: unknown, known: Known): string {
  const { language } = known;
  const erased = (): string => translate('value.erased', language);
  if (isContentRef(value)) return known.text(value.content) ?? erased();
  if (typeof value === 'boolean') return translate(value ? 'value.yes' : 'value.no', language);
  if (typeof value === 'number') return String(value);
  const text = String(value);
  if (schema.enum) return valueLabel(place, text, language) ?? text;
  if (schema[REFERS_KEYWORD]) return known.name(text) ?? erased();
  return schema.format === 'date-time' ? inChina(text) : text;
}

const minutes = new Intl.DateTimeFormat('sv', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});
/** `2026-03-02 09:30`. */
const inChina = (instant: string): string => minutes.format(Date.parse(instant));
