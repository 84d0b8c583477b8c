import type { RefusalCode, RefusalParamName } from './refusals/index.js';

/** Ids, codes, numbers, dates: never personal data. */
export type RefusalParams = Record<string, string | number | boolean | readonly string[]>;

/**
 * Why a command was not carried out. `code` is stable (`area.reason`) and the key of the sentence in the i18n
 * files; `params` fill that sentence; `path` is a JSON pointer into the command's payload where one field is to blame.
 */
export interface Refusal {
  code: RefusalCode;
  params?: RefusalParams;
  path?: string;
}

/** More parameters than the sentence names may be given: clients read them. */
type Details<Names extends string> = [Names] extends [never]
  ? [params?: RefusalParams, path?: string]
  : [params: RefusalParams & Record<Names, RefusalParams[string]>, path?: string];

export const refuse = <Code extends RefusalCode>(
  code: Code,
  ...[params, path]: Details<RefusalParamName<Code>>
): { refusal: Refusal } => ({
  refusal: { code, ...(params && { params }), ...(path && { path }) },
});
