import {
  allowedDays,
  type DateRange,
  type FormHints,
  type ProposedOption,
  type Instant,
  type KindName,
  RANGE_KEYWORD,
} from '#domain';
import type { Language } from '#i18n';
import { formatInstant } from '../../../platform/validation/index.js';
import { clientSchema, type PayloadSchema } from '../payload/index.js';
import { fieldLabel, valueLabel } from './labels.js';

/** An option as a form shows it. */
export interface NamedOption {
  id: string;
  name?: string;
  /** Why it can't be chosen, in words. */
  barred?: string;
  /** What is known of it, in words. */
  hint?: string;
  /** Values of the item's other fields that come along. */
  with?: Readonly<Record<string, unknown>>;
}

export interface FormContext {
  kind: KindName;
  action: string;
  hints: FormHints;
  language: Language;
  now: Instant;
  name(option: ProposedOption): NamedOption;
}

/**
 * The schema of an action as a form of this case needs it: with labels (`title`, `x-labels`) in one language, what the
 * case settles (see {@link FormHints}), and the days that may stand in a date (`x-earliest`, `x-latest`).
 */
export function formSchema(schema: PayloadSchema, context: FormContext): PayloadSchema {
  return described(clientSchema(schema), context, '', '');
}

function described(
  schema: PayloadSchema,
  context: FormContext,
  pointer: string,
  path: string,
): PayloadSchema {
  const { hints, language, kind, action } = context;
  const { properties, items, description, ...rest } = schema;
  const options = hints.options?.[pointer];
  const barred = hints.barred?.[pointer];
  const proposed = hints.proposed?.[pointer];
  const count = hints.count?.[pointer];
  return {
    ...rest,
    ...(path !== '' && !pointer.endsWith('*') && { title: fieldLabel({ kind, action, path }, language) }),
    ...(typeof description === 'string' && { description: inLanguage(description, language) }),
    ...values(schema, context, pointer, path),
    ...days(schema, context, pointer),
    ...(options && { 'x-options': options.map((option) => context.name(option)) }),
    ...(barred && { 'x-barred': barred.map((option) => context.name(option)) }),
    ...(proposed && { 'x-proposed': proposed.map((option) => context.name(option)) }),
    ...(count?.min !== undefined && { minItems: count.min }),
    ...(count?.max !== undefined && { maxItems: count.max }),
    ...(items && { items: described(items, context, `${pointer}/*`, path) }),
    ...(properties && fields(schema, context, pointer, path)),
  };
}

function fields(schema: PayloadSchema, context: FormContext, pointer: string, path: string) {
  const { hidden = [], required = [] } = context.hints;
  const asked = Object.entries(schema.properties ?? {}).filter(
    ([name]) => !hidden.includes(`${pointer}/${name}`),
  );
  const names = asked.map(([name]) => name);
  const always = (schema.required ?? []) as readonly string[];
  return {
    properties: Object.fromEntries(
      asked.map(([name, property]) => [
        name,
        described(property, context, `${pointer}/${name}`, path === '' ? name : `${path}.${name}`),
      ]),
    ),
    required: names.filter((name) => always.includes(name) || required.includes(`${pointer}/${name}`)),
  };
}

function values(schema: PayloadSchema, context: FormContext, pointer: string, path: string) {
  if (!Array.isArray(schema.enum)) return {};
  const fitting = context.hints.values?.[pointer] ?? (schema.enum as string[]);
  const { kind, action, language } = context;
  const label = (value: string) => valueLabel({ kind, action, path }, value, language);
  return { enum: fitting, 'x-labels': Object.fromEntries(fitting.map((value) => [value, label(value)])) };
}

function days(schema: PayloadSchema, { hints, now }: FormContext, pointer: string) {
  const range = schema[RANGE_KEYWORD] as DateRange | undefined;
  if (range === undefined) return {};
  const { earliest, latest } = allowedDays(range, now);
  const between = hints.between?.[pointer];
  return {
    'x-earliest': between?.earliest === undefined ? earliest : formatInstant(between.earliest),
    'x-latest': between?.latest === undefined ? latest : formatInstant(between.latest - 1),
  };
}

/** Descriptions are `中文 · English`. */
function inLanguage(description: string, language: Language): string {
  const [chinese = '', english = ''] = description.split(' · ');
  return language === 'en' ? english : chinese;
}
