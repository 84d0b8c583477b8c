import { Button, Checkbox, Form, Input, InputNumber, Radio, Select, Space } from 'antd';
import type { ReactNode } from 'react';
import { lunarDay } from '../lib/dates';
import { useWords } from '../words';
import { AttachmentPicker } from './attachment-picker';
import { DepartmentPicker } from './department-picker';
import { LongText } from './long-text';
import { PeopleRows, whoIn } from './people-rows';
import { PersonPicker } from './person-picker';
import { type FieldSchema, isMet, isRequired, type Option, type Values } from './schema';

type Path = (string | number)[];
interface Props {
  schema: FieldSchema;
  path: Path;
  /** Values of the object that holds the field. */
  values: Values;
  /** The village whose people are looked up first. */
  villageId: string;
  caseId: string;
}

/** The fields of an object, each shown when it is asked for. */
export function Fields({ schema, path, values, villageId, caseId }: Props) {
  const { t } = useWords();
  return Object.entries(schema.properties ?? {}).map(([name, field]) => {
    if (!isMet(field['x-when'], values)) return null;
    // What there is to choose from depends on what isn't said yet.
    if (field['x-options']?.length && !field['x-options'].some((one) => isMet(one['x-when'], values)))
      return null;
    const required = isRequired(name, field, schema);
    const at = [...path, name];
    if (field.type === 'array' && whoIn(field))
      return (
        <PeopleRows
          key={name}
          schema={field}
          path={at}
          fields={(item, within, known) => (
            <Fields schema={item} path={within} values={known} villageId={villageId} caseId={caseId} />
          )}
        />
      );
    if (field.type === 'array' && field.items?.properties)
      return (
        <Rows
          key={name}
          schema={field}
          path={at}
          values={values}
          villageId={villageId}
          caseId={caseId}
          name={name}
        />
      );
    const input = control(field, { villageId, caseId }, values);
    const isCheckbox = field.type === 'boolean' && (!required || field.const !== undefined);
    return (
      <Form.Item
        key={name}
        name={at}
        label={isCheckbox ? undefined : field.title}
        valuePropName={isCheckbox ? 'checked' : 'value'}
        extra={helpOf(field)}
        rules={[{ required: required && !isCheckbox && !mayBeEmpty(field), message: t('web.required') }]}
      >
        {isCheckbox ? <Checkbox>{field.title}</Checkbox> : input}
      </Form.Item>
    );
  });
}

/** What the description says beyond the label: the part behind its first semicolon. */
const helpOf = ({ description = '' }: FieldSchema): string | undefined =>
  /[；;]\s*(.+)$/s.exec(description)?.[1];

function control(
  field: FieldSchema,
  { villageId, caseId }: Pick<Props, 'villageId' | 'caseId'>,
  values: Values,
): ReactNode {
  const options = field['x-options'] ?? field.items?.['x-options'];
  const labels = field['x-labels'] ?? field.items?.['x-labels'] ?? {};
  const choices = field.enum ?? field.items?.enum;
  const several = field.type === 'array';
  if (options)
    return several ? (
      <CheckboxesOf label={field.title} options={options} values={values} />
    ) : (
      <RadiosOf label={field.title} options={options} values={values} />
    );
  if (choices) {
    const all = choices.map((value) => ({ value, label: labels[value] ?? value }));
    return several ? (
      <Checkbox.Group options={all} aria-label={field.title} />
    ) : (
      <Radio.Group options={all} aria-label={field.title} />
    );
  }
  const refers = field['x-refers'] ?? field.items?.['x-refers'];
  const barred = field['x-barred'] ?? field.items?.['x-barred'] ?? [];
  if (refers === 'person' || refers === 'party' || refers === 'member')
    return <PersonPicker villageId={villageId} several={several} barred={barred} />;
  if (refers === 'department') return <DepartmentPicker several={several} barred={barred} />;
  if (refers === 'attachment') return <AttachmentPicker caseId={caseId} />;
  if (field.type === 'boolean') return <YesNo label={field.title} />;
  if (field.format === 'date') return <Day earliest={field['x-earliest']} latest={field['x-latest']} />;
  if (field.format === 'date-time')
    return <Moment earliest={field['x-earliest']} latest={field['x-latest']} />;
  if (field.type === 'integer')
    return <InputNumber min={field.minimum} max={field.maximum} inputMode="numeric" />;
  if (field.format === 'content' && (field.maxLength ?? 0) > 200)
    return <LongText maxLength={field.maxLength} />;
  return <Input maxLength={field.maxLength} />;
}

/** Nothing chosen is an answer too: no red line. */
const mayBeEmpty = ({ type, minItems = 0 }: FieldSchema): boolean => type === 'array' && minItems === 0;

/** Where no is an answer, it has to be given. */
function YesNo({
  label,
  value,
  onChange,
}: {
  label?: string;
  value?: boolean;
  onChange?: (value: boolean) => void;
}) {
  const { t } = useWords();
  return (
    <Radio.Group
      aria-label={label}
      value={value}
      onChange={({ target }) => onChange?.(target.value as boolean)}
      options={[
        { value: true, label: t('web.yes') },
        { value: false, label: t('web.no') },
      ]}
    />
  );
}

const fitting = (options: Option[], values: Values) =>
  options
    .filter((option) => isMet(option['x-when'], values))
    .map(({ id, name, barred }) => ({
      value: id,
      disabled: barred !== undefined,
      label: barred ? `${name ?? id}（${barred}）` : (name ?? id),
    }));

interface Choice<V> {
  label?: string;
  /** By which the label knows it. */
  id?: string;
  options: Option[];
  values: Values;
  value?: V;
  onChange?: (value: V) => void;
}

const RadiosOf = ({ id, label, options, values, value, onChange }: Choice<string>) => {
  const all = fitting(options, values);
  return all.length > 8 ? (
    <Select
      id={id}
      options={all}
      value={value}
      onChange={onChange}
      showSearch={{ optionFilterProp: 'label' }}
    />
  ) : (
    <Radio.Group
      id={id}
      aria-label={label}
      options={all}
      value={value}
      onChange={({ target }) => onChange?.(target.value as string)}
    />
  );
};

const CheckboxesOf = ({ label, options, values, value = [], onChange }: Choice<string[]>) => {
  const { t } = useWords();
  const all = fitting(options, values);
  const open = all.filter(({ disabled }) => !disabled).map((one) => one.value);
  return (
    <Space orientation="vertical">
      {open.length > 2 && (
        <Button size="small" onClick={() => onChange?.(value.length === open.length ? [] : open)}>
          {t(value.length === open.length ? 'web.form.none' : 'web.form.all')}
        </Button>
      )}
      <Checkbox.Group
        aria-label={label}
        options={all}
        value={value}
        onChange={(chosen) => onChange?.(chosen)}
      />
    </Space>
  );
};

/** A day, with what people call it: its weekday and the day of the lunar calendar. */
function Day({
  id,
  earliest,
  latest,
  value,
  onChange,
}: {
  id?: string;
  earliest?: string;
  latest?: string;
  value?: string;
  onChange?: (value: string | undefined) => void;
}) {
  return (
    <Space wrap>
      <Input
        id={id}
        type="date"
        min={earliest}
        max={latest}
        value={value ?? ''}
        onChange={({ target }) => onChange?.(target.value || undefined)}
      />
      {value && <span className="quiet">{lunarDay(value)}</span>}
    </Space>
  );
}

/** A date and time in China, whatever the machine's zone. */
function Moment({
  id,
  earliest,
  latest,
  value,
  onChange,
}: {
  id?: string;
  earliest?: string;
  latest?: string;
  value?: string;
  onChange?: (value: string | undefined) => void;
}) {
  return (
    <Input
      id={id}
      type="datetime-local"
      min={earliest?.slice(0, 16)}
      max={latest?.slice(0, 16)}
      value={value?.slice(0, 16) ?? ''}
      onChange={({ target }) =>
        onChange?.(target.value ? `${target.value.slice(0, 16)}:00+08:00` : undefined)
      }
    />
  );
}

/** A list of objects: one card a row. */
function Rows({ schema, path, villageId, caseId, name }: Props & { name: string }) {
  const { t } = useWords();
  const form = Form.useFormInstance();
  return (
    <Form.List name={path}>
      {(rows, { add, remove }) => (
        <fieldset style={{ border: 0, padding: 0, margin: '0 0 20px' }}>
          <legend style={{ fontWeight: 600, marginBottom: 8 }}>{schema.title}</legend>
          {rows.map((row) => (
            <div key={row.key} className="panel" style={{ marginBottom: 10 }}>
              <Form.Item noStyle shouldUpdate>
                {() => (
                  <Fields
                    schema={schema.items!}
                    path={[row.name]}
                    values={(form.getFieldValue([...path, row.name]) ?? {}) as Values}
                    villageId={villageId}
                    caseId={caseId}
                  />
                )}
              </Form.Item>
              <Button onClick={() => remove(row.name)} style={{ justifySelf: 'start' }}>
                {t('web.form.remove')}
              </Button>
            </div>
          ))}
          {rows.length < (schema.maxItems ?? 50) && (
            <Button onClick={() => add({})} aria-label={`${t('web.form.add')} ${schema.title ?? name}`}>
              {t('web.form.add')}
            </Button>
          )}
        </fieldset>
      )}
    </Form.List>
  );
}
