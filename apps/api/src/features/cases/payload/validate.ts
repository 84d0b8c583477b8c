import { SCHEMA_KEYWORDS } from '#domain';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { Problem, type FieldProblem } from '../../../platform/problems/index.js';
import {
  hasVisibleCharacter,
  isLocalDate,
  parseInstant,
  schemaProblem,
} from '../../../platform/validation/index.js';
import { clientSchema, stringsOf, type PayloadSchema } from './schema-walk.js';

/** Ids are compared as text by the rules, so there is one way to write them. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Nobody reads more of them. */
const MAX_ERRORS = 50;

const ajv = new Ajv2020({
  allErrors: true,
  keywords: SCHEMA_KEYWORDS,
  formats: {
    content: true,
    uuid: UUID,
    date: isLocalDate,
    'date-time': (text: string) => parseInstant(text) !== undefined,
  },
});

const compiled = new WeakMap<PayloadSchema, ValidateFunction>();

function validatorOf(schema: PayloadSchema): ValidateFunction {
  const known = compiled.get(schema);
  if (known) return known;
  const validator = ajv.compile(clientSchema(schema));
  compiled.set(schema, validator);
  return validator;
}

/**
 * Checks a payload by the schema of its action. Its texts have been inspected with the rest of the request.
 *
 * @param prefix JSON pointer of the payload within the body
 * @throws Problem 400 that names every field that is wrong
 */
export function checkPayload(schema: PayloadSchema, payload: unknown, prefix = ''): void {
  const validate = validatorOf(schema);
  if (!validate(payload)) throw schemaProblem((validate.errors ?? []).slice(0, MAX_ERRORS), prefix);
  const blank = stringsOf(
    schema,
    payload,
    ({ schema: { format }, value }) => format === 'content' && !hasVisibleCharacter(value),
  );
  if (blank.length === 0) return;
  const errors = blank.map(({ pointer }): FieldProblem => ({
    path: prefix + pointer,
    code: 'field.required',
  }));
  throw new Problem('request.invalid', {}, undefined, { errors });
}
