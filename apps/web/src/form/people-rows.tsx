import { Button, Checkbox, Form, Input, Radio } from 'antd';
import { type ReactNode, useState } from 'react';
import { useWords } from '../words';
import { type FieldSchema, isRequired, type Option, type Values } from './schema';

type Path = (string | number)[];

interface Props {
  schema: FieldSchema;
  path: Path;
  /** The fields of one item. */
  fields(schema: FieldSchema, path: Path, values: Values): ReactNode;
  /** As a field of the form has it. */
  onChange?(items: Values[]): void;
}

/**
 * The field of an item that names somebody: out of those who are proposed, or of those who may be named where the same
 * thing is said of each.
 */
export function whoIn({ items = {} }: FieldSchema): string | undefined {
  const fields = Object.entries(items.properties ?? {});
  const [proposed] = fields.find(([, field]) => field['x-proposed']) ?? [];
  const [offered] = fields.find(([, field]) => field['x-refers'] && field['x-options']) ?? [];
  return proposed ?? (offered && choiceIn(items, offered) && offered);
}

/** Of so many one is looked for by name. */
const SEARCHED_FROM = 9;

/**
 * A list of objects about one person each: everybody who may be meant has a row, and is chosen by a tick or by the one
 * thing that has to be said of all; the rest is asked for where somebody was chosen. Who isn't among them is added.
 */
export function PeopleRows(props: Props) {
  return (
    <Form.Item name={props.path} noStyle>
      <Rows {...props} />
    </Form.Item>
  );
}

function Rows({ schema, path, fields, onChange }: Props) {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const form = Form.useFormInstance();
  // Drawn anew with what is filled in below it; what a watch tells comes a moment later than a tick must be seen.
  Form.useWatch(path);
  const items = (form.getFieldValue(path) ?? []) as Values[];
  const item = schema.items!;
  const who = whoIn(schema)!;
  const field = item.properties![who]!;
  const options = field['x-proposed'] ?? field['x-options'] ?? [];
  const choice = choiceIn(item, who, [t('web.yes'), t('web.no')]);
  const { [choice?.name ?? '']: _, [who]: __, ...others } = item.properties!;
  const rest = { ...item, properties: others };
  const at = (id: string) => items.findIndex((one) => one[who] === id);
  const chosen = (all: Values[], option: Option, said: Values = {}): Values[] => {
    const index = all.findIndex((one) => one[who] === option.id);
    return index < 0
      ? [...all, { [who]: option.id, ...option.with, ...said }]
      : all.map((one, n) => (n === index ? { ...one, ...said } : one));
  };
  const choose = (option: Option, said?: Values) => onChange?.(chosen(items, option, said));
  const drop = (index: number) => onChange?.(items.filter((_, n) => n !== index));
  /** Of whom it isn't said yet. */
  const open = options.filter(
    ({ id, barred }) => !barred && choice && items[at(id)]?.[choice.name] === undefined,
  );
  const first = choice?.values[0];
  const shown = options.filter(({ name, hint }) => [name, hint].join(' ').includes(typed.trim()));
  return (
    <fieldset className="people-rows">
      <legend>
        {schema.title} <span className="quiet">{t('web.form.chosen', { count: items.length })}</span>{' '}
        <span className="quiet">{numberAsked(schema, t)}</span>
      </legend>
      {options.length >= SEARCHED_FROM && (
        <Input
          aria-label={t('web.person.search')}
          placeholder={t('web.person.search')}
          value={typed}
          allowClear
          onChange={({ target }) => setTyped(target.value)}
        />
      )}
      {first && open.length > 1 && !open.some((one) => one.with) && (
        <Button
          onClick={() =>
            onChange?.(open.reduce((all, one) => chosen(all, one, { [choice.name]: first.value }), items))
          }
        >
          {t('web.form.restAs', { said: first.label })}
        </Button>
      )}
      <ul>
        {shown.map((option) => {
          const { id, name = t('web.erased'), hint, barred } = option;
          const index = at(id);
          return (
            <li key={id}>
              <Checkbox
                checked={index >= 0}
                disabled={barred !== undefined}
                onChange={({ target }) => (target.checked ? choose(option) : drop(index))}
              >
                <strong>{name}</strong>{' '}
                <span className="quiet">{[hint, barred].filter(Boolean).join(' · ')}</span>
              </Checkbox>
              {choice && !barred && (index >= 0 || !option.with) && (
                <Radio.Group
                  aria-label={`${name} ${choice.title}`}
                  // Else all that stand in one field of the form share a name, and so one choice.
                  name={`${path.join('.')}/${id}`}
                  options={choice.values}
                  value={items[index]?.[choice.name]}
                  onChange={({ target }) => choose(option, { [choice.name]: target.value as unknown })}
                />
              )}
              {index >= 0 && <div className="rest">{fields(rest, [...path, index], items[index]!)}</div>}
            </li>
          );
        })}
        {items.map((one, index) =>
          options.some(({ id }) => id === one[who]) ? null : (
            <li key={`added/${index}`}>
              {fields(item, [...path, index], one)}
              <Button onClick={() => drop(index)}>{t('web.form.remove')}</Button>
            </li>
          ),
        )}
      </ul>
      {field['x-proposed'] && items.length < (schema.maxItems ?? 50) && (
        <Button onClick={() => onChange?.([...items, {}])}>{t('web.form.addOther')}</Button>
      )}
    </fieldset>
  );
}

function numberAsked({ minItems = 0, maxItems }: FieldSchema, t: ReturnType<typeof useWords>['t']): string {
  if (minItems === 0 || maxItems === undefined) return '';
  return t(minItems === maxItems ? 'web.form.exactly' : 'web.form.between', { min: minItems, max: maxItems });
}

/** The one thing that has to be said of everybody, where it is one out of a few. */
function choiceIn(item: FieldSchema, who: string, [yes, no] = ['', '']) {
  for (const [name, field] of Object.entries(item.properties ?? {})) {
    if (name === who || !isRequired(name, field, item)) continue;
    const title = field.title ?? '';
    const said = (value: unknown, label: string) => ({ value, label });
    if (field.enum)
      return {
        name,
        title,
        values: field.enum.map((value) => said(value, field['x-labels']?.[value] ?? value)),
      };
    if (field.type === 'boolean')
      return { name, title, values: [said(true, `${title} ${yes}`), said(false, no)] };
  }
  return undefined;
}
