import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { isDate, isInstant, isUuid } from './formats.js';
import { clientSchema, pointerTo, stringsOf, type PayloadSchema } from './schema-walk.js';
import { textFault } from './text-hygiene.js';

/** What is wrong with one field. `path` is a JSON pointer into the payload. */
export interface FieldFault {
  path: string;
  code: string;
  params?: Record<string, string | number>;
}

/** More than any payload needs, and little enough that every fault of it can be looked for. */
const MAX_NODES = 5_000;
const MAX_FAULTS = 50;

const ajv = new Ajv2020({
  allErrors: true,
  formats: { content: true, uuid: isUuid, date: isDate, 'date-time': isInstant },
});

const compiled = new WeakMap<PayloadSchema, ValidateFunction>();

function validatorOf(schema: PayloadSchema): ValidateFunction {
  const known = compiled.get(schema);
  if (known) return known;
  const validator = ajv.compile(clientSchema(schema));
  compiled.set(schema, validator);
  return validator;
}

/** Everything that is wrong with a payload by the schema of its action; empty when nothing is. */
export function faultsOf(schema: PayloadSchema, payload: unknown): FieldFault[] {
  if (tooManyNodes(payload)) return [{ path: '', code: 'field.tooLarge' }];
  const validate = validatorOf(schema);
  if (!validate(payload)) return (validate.errors ?? []).slice(0, MAX_FAULTS).map(toFault);
  return stringsOf(schema, payload, ({ schema: { format } }) => format === 'content').flatMap(
    ({ value, pointer }) => {
      const code = textFault(value);
      return code ? [{ path: pointer, code }] : [];
    },
  );
}

/** Without recursion: a payload may be nested deeper than the stack. */
function tooManyNodes(payload: unknown): boolean {
  const waiting: unknown[] = [payload];
  for (let seen = 0; waiting.length > 0; seen += 1) {
    if (seen + waiting.length > MAX_NODES) return true;
    const value = waiting.pop();
    if (typeof value === 'object' && value !== null)
      waiting.push(...Object.values(value).slice(0, MAX_NODES));
  }
  return false;
}

const CODES: Record<string, string> = {
  required: 'field.required',
  additionalProperties: 'field.unknown',
  type: 'field.wrongType',
  enum: 'field.notAllowed',
  const: 'field.notAllowed',
  pattern: 'field.malformed',
  maxLength: 'field.tooLong',
  minLength: 'field.tooShort',
  maxItems: 'field.tooMany',
  minItems: 'field.tooFew',
  uniqueItems: 'field.repeated',
  maximum: 'field.tooBig',
  minimum: 'field.tooSmall',
};

/** The values of the request never go into a fault: they may be personal. */
function toFault({ keyword, instancePath, params }: ErrorObject): FieldFault {
  const code =
    keyword === 'format' ? `field.not.${String(params.format)}` : (CODES[keyword] ?? 'field.malformed');
  switch (keyword) {
    case 'required':
      return { path: pointerTo(instancePath, String(params.missingProperty)), code };
    case 'additionalProperties':
      return { path: pointerTo(instancePath, String(params.additionalProperty).slice(0, 64)), code };
    case 'enum':
      return { path: instancePath, code, params: { allowed: (params.allowedValues as string[]).join(', ') } };
    case 'type':
      return { path: instancePath, code, params: { type: String(params.type) } };
    default:
      return {
        path: instancePath,
        code,
        ...(typeof params.limit === 'number' && { params: { limit: params.limit } }),
      };
  }
}
