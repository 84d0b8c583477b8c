/** What the API tells of a field; see `GET /cases/{id}/steps/{step}/forms`. */
export interface FieldSchema {
  type?: string;
  format?: string;
  title?: string;
  description?: string;
  enum?: string[];
  const?: unknown;
  properties?: Record<string, FieldSchema>;
  required?: string[];
  items?: FieldSchema;
  minItems?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  'x-labels'?: Record<string, string>;
  'x-refers'?: string;
  'x-when'?: Record<string, (string | boolean)[] | 'any'>;
  'x-optional'?: boolean;
  'x-options'?: Option[];
  'x-barred'?: Option[];
  'x-proposed'?: Option[];
  'x-earliest'?: string;
  'x-latest'?: string;
}

export interface Option {
  id: string;
  name?: string;
  barred?: string;
  hint?: string;
  with?: Values;
  'x-when'?: FieldSchema['x-when'];
}

export type Values = Record<string, unknown>;

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** Whether what other fields say asks for this one. */
export const isMet = (condition: FieldSchema['x-when'], values: Values): boolean =>
  Object.entries(condition ?? {}).every(([field, wanted]) =>
    wanted === 'any' ? !isEmpty(values[field]) : wanted.includes(values[field] as string),
  );

export const isRequired = (name: string, field: FieldSchema, parent: FieldSchema): boolean =>
  (parent.required?.includes(name) ?? false) || (field['x-when'] !== undefined && !field['x-optional']);

/** What is sent: nothing of fields that are not asked for, and nothing empty that may be left out. */
export function toPayload(schema: FieldSchema, values: Values): Values {
  return Object.fromEntries(
    Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
      const value = values[name];
      if (!isMet(field['x-when'], values)) return [];
      if (isEmpty(value) && !(Array.isArray(value) && schema.required?.includes(name))) {
        return schema.required?.includes(name) && field.type === 'array' ? [[name, []]] : [];
      }
      if (field.items?.properties && Array.isArray(value))
        return [[name, value.map((item) => toPayload(field.items!, (item ?? {}) as Values))]];
      return [[name, value]];
    }),
  );
}
