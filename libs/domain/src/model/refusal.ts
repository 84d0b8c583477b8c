/**
 * Why a command was not carried out. `code` is stable (`area.reason`) and the key of the sentence in the i18n
 * files; `params` fill that sentence (ids, codes, numbers, dates: never personal data); `path` is a JSON pointer
 * into the command's payload where one field is to blame.
 */
export interface Refusal {
  code: string;
  params?: Record<string, string | number | boolean | readonly string[]>;
  path?: string;
}

export const refuse = (code: string, params?: Refusal['params'], path?: string): { refusal: Refusal } => ({
  refusal: { code, ...(params && { params }), ...(path && { path }) },
});
