import { Form, Input, Select } from 'antd';
import { useWords } from '../words';

const CHANNELS = ['inPerson', 'phone', 'wechat', 'homeVisit', 'meeting', 'paper', 'online'] as const;
type Channel = (typeof CHANNELS)[number];

/** Beside the payload: what is said of the fact itself. */
export interface Fact {
  channel?: Channel;
  occurredAt?: string;
  lateReason?: string;
}

/** What of it was filled in. */
export const said = (fact: Fact): Fact =>
  Object.fromEntries(Object.entries(fact).filter(([, value]) => value));

/** 代人办理、补录: folded, for most is entered as it happens. */
export function FactFields({ unfolded = false }: { unfolded?: boolean }) {
  const { t } = useWords();
  return (
    <details open={unfolded}>
      <summary>{t('web.form.fact')}</summary>
      <Form.Item name={['fact', 'channel']} label={t('field.channel')}>
        <Select allowClear options={CHANNELS.map((value) => ({ value, label: t(`channel.${value}`) }))} />
      </Form.Item>
      <Form.Item
        name={['fact', 'occurredAt']}
        label={t('web.form.occurredAt')}
        getValueFromEvent={chinese}
        getValueProps={(value?: string) => ({ value: value?.slice(0, 16) ?? '' })}
      >
        <Input type="datetime-local" />
      </Form.Item>
      <Form.Item name={['fact', 'lateReason']} label={t('web.form.lateReason')}>
        <Input maxLength={500} />
      </Form.Item>
    </details>
  );
}

/** A time of the clock on the wall, in China. */
const chinese = ({ target }: { target: HTMLInputElement }): string | undefined =>
  target.value ? `${target.value.slice(0, 16)}:00+08:00` : undefined;
