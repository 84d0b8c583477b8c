import { Link } from '@tanstack/react-router';
import { Button, Modal, Space } from 'antd';
import { useEffect, useState } from 'react';
import type { RecordedActDto, StepFormDto } from '../client/types.gen';
import { useWords } from '../words';
import type { FieldSchema, Option } from './schema';
import { StepForm } from './step-form';

/** What somebody may answer to the paper; the other actions of the step are about the paper itself. */
const ANSWERS: readonly string[] = ['sign', 'refuse', 'dissent'];
export const isAnswer = ({ action }: { action: string }): boolean => ANSWERS.includes(action);

interface Props {
  id: string;
  step: string;
  villageId: string;
  version: number;
  /** Those of the caller. */
  forms: StepFormDto[];
  /** What was entered in the step so far. */
  acts: RecordedActDto[];
  /** What is signed. */
  text: string;
}

/**
 * One after the other puts the name to it: the text, everybody as a tile, and a full screen for whose turn it is, where
 * nothing of the case stands but the text.
 */
export function Signing({ forms, acts, text, ...about }: Props) {
  const { t } = useWords();
  const [turn, setTurn] = useState<{ signer: Option; begun: boolean }>();
  const answers = forms.filter(isAnswer);
  const people = optionsIn(answers[0]);
  const waiting = people.filter(({ barred }) => barred === undefined);
  const next = waiting.find(({ id }) => id !== turn?.signer.id);
  return (
    <>
      <section className="panel" aria-label={t('web.sign.text')}>
        <h2>{t('web.sign.text')}</h2>
        <p className="pre reading">{text}</p>
        <ReadAloud text={text} />
      </section>
      <section className="panel" aria-label={t('web.sign.who')}>
        <h2>{t('web.sign.who')}</h2>
        <div className="tiles">
          {people.map((one) => {
            // Of two of one name, the one who may not answer again has answered.
            const given =
              one.barred === undefined
                ? undefined
                : acts.findLast((act) => isAnswer(act) && linesOf(act, 'signerId')[0] === one.name);
            return (
              <button
                key={one.id}
                type="button"
                className={`tile ${given?.action ?? ''}`}
                disabled={one.barred !== undefined}
                onClick={() => setTurn({ signer: one, begun: true })}
              >
                <strong>{one.name ?? t('web.erased')}</strong>
                <span>
                  {given
                    ? [given.action === 'sign' ? '✓' : '', given.name, ...linesOf(given, 'manner')].join(' ')
                    : (one.barred ?? t('web.sign.waiting'))}
                </span>
              </button>
            );
          })}
        </div>
        <Link to="/cases/$id/steps/$step/$action" params={{ ...about, action: 'sign' }}>
          {t('web.sign.onPaper')}
        </Link>
      </section>
      <Modal
        open={turn !== undefined}
        className="turn"
        width="100%"
        title={turn && t('web.sign.turn', { name: turn.signer.name ?? '' })}
        footer={null}
        onCancel={() => setTurn(undefined)}
        destroyOnHidden
      >
        <p className="pre reading">{text}</p>
        {turn && !turn.begun && (
          <Button type="primary" autoFocus onClick={() => setTurn({ ...turn, begun: true })}>
            {t('web.sign.begin', { name: turn.signer.name ?? '' })}
          </Button>
        )}
        {turn?.begun && (
          <Answering
            key={turn.signer.id}
            {...about}
            signer={turn.signer}
            answers={answers}
            done={() => setTurn(next && { signer: next, begun: false })}
          />
        )}
      </Modal>
    </>
  );
}

interface AnsweringProps extends Omit<Props, 'forms' | 'acts' | 'text'> {
  signer: Option;
  answers: StepFormDto[];
  done(): void;
}

function Answering({ signer, answers, ...about }: AnsweringProps) {
  const [action, setAction] = useState(answers[0]?.action);
  const form = answers.find((one) => one.action === action);
  return (
    <>
      <Space wrap style={{ marginBottom: 14 }}>
        {answers.map(({ action: one, name }) => (
          <Button
            key={one}
            type={one === action ? 'primary' : 'default'}
            aria-pressed={one === action}
            onClick={() => setAction(one)}
          >
            {name}
          </Button>
        ))}
      </Space>
      {form && (
        <StepForm
          key={form.action}
          {...about}
          action={form.action}
          whose={signer.id}
          schema={narrowedTo(signer, form.schema)}
          initial={{ ...form.initial, signerId: signer.id }}
        />
      )}
    </>
  );
}

const optionsIn = (form: StepFormDto | undefined): Option[] =>
  (form?.schema as FieldSchema | undefined)?.properties?.signerId?.['x-options'] ?? [];

const narrowedTo = (signer: Option, schema: FieldSchema): FieldSchema => ({
  ...schema,
  properties: {
    ...schema.properties,
    signerId: { ...schema.properties?.signerId, 'x-options': [signer] },
  },
});

const linesOf = ({ fields }: RecordedActDto, field: string): string[] =>
  fields.find((one) => one.field === field)?.lines ?? [];

/** For who doesn't read, or not without glasses. */
function ReadAloud({ text }: { text: string }) {
  const { t } = useWords();
  const [reading, setReading] = useState(false);
  useEffect(() => () => globalThis.speechSynthesis?.cancel(), []);
  if (!('speechSynthesis' in globalThis)) return null;
  const toggle = () => {
    speechSynthesis.cancel();
    setReading(!reading);
    if (reading) return;
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.lang = 'zh-CN';
    utterance.onend = () => setReading(false);
    speechSynthesis.speak(utterance);
  };
  return (
    <Button style={{ justifySelf: 'start' }} aria-pressed={reading} onClick={toggle}>
      {t(reading ? 'web.sign.stopReading' : 'web.sign.readAloud')}
    </Button>
  );
}
