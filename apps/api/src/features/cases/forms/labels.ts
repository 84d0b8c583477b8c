import type { KindName } from '#domain';
import { isMessageKey, translate, type Language } from '#i18n';

export interface FieldPlace {
  kind: KindName;
  action: string;
  /** Names of properties from the payload down, lists left out: `members.nomination`. */
  path: string;
}

/** The most special label that there is; a spec sees to it that every field has one. */
export function fieldLabel({ kind, action, path }: FieldPlace, language: Language): string | undefined {
  const keys = [`field.${kind}.${action}.${path}`, `field.${kind}.${path}`, `field.${path}`];
  const key = keys.find((one) => isMessageKey(one));
  return key && translate(key, language);
}

/** Words that stand for values elsewhere too, by the last name of the field. */
const SHARED: Record<string, string> = {
  category: 'category',
  channel: 'channel',
  item: 'agendaItem',
  form: 'paper',
};

/** The word for a value of an enumeration; of the field that decides, the name of the outcome. */
export function valueLabel(
  { kind, path }: FieldPlace,
  value: string,
  language: Language,
): string | undefined {
  const field = path.split('.').at(-1)!;
  const keys = [
    `outcome.${kind}.${value}`,
    `value.${kind}.${field}.${value}`,
    `value.${field}.${value}`,
    `${SHARED[field]}.${value}`,
  ];
  const key = keys.find((one) => isMessageKey(one));
  return key && translate(key, language);
}
