import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import {
  commentOnCase,
  escalateCase,
  linkExternalRef,
  objectToNotice,
  pauseCase,
  reopenCase,
  resumeCase,
  setCaseConfidential,
  withdrawCase,
} from '../client/sdk.gen';
import type { CaseDetailDto } from '../client/types.gen';
import { Ask } from '../form/ask';
import { line, object, oneOf, words } from '../form/ask-schemas';
import type { FieldSchema } from '../form/schema';
import { answer } from '../lib/api';
import { labelsOf, useWords } from '../words';

type Command = CaseDetailDto['commands'][number];
type Send = (call: {
  path: { id: string };
  body: never;
  headers: { 'Idempotency-Key': string };
}) => Promise<object>;
interface CommandShape {
  send: Send;
  schema(t: ReturnType<typeof useWords>['t'], one: CaseDetailDto): FieldSchema;
}

/** What may be done to a case as a whole. Steps have forms of their own; files are added where they belong. */
const FORMS: Partial<Record<Command, CommandShape>> = {
  comments: {
    send: commentOnCase,
    schema: (t) => object({ text: words(t('web.command.comments')) }),
  },
  pauses: {
    send: pauseCase,
    schema: (t) =>
      object(
        {
          reason: oneOf(t('field.reason'), labelsOf('pauseReason')),
          until: { type: 'string', format: 'date', title: t('web.command.until') },
          text: { ...words(t('field.note')), 'x-when': { reason: 'any' }, 'x-optional': true },
        },
        ['reason', 'until'],
      ),
  },
  resumptions: { send: resumeCase, schema: (t) => object({ text: words(t('field.note')) }, []) },
  'external-refs': {
    send: linkExternalRef,
    schema: (t) =>
      object(
        {
          system: line(t('web.command.system')),
          number: line(t('web.command.number')),
          dueOn: { type: 'string', format: 'date', title: t('web.command.dueOn') },
        },
        ['system', 'number'],
      ),
  },
  objections: {
    send: objectToNotice,
    schema: (t) => object({ text: words(t('web.command.objections')) }),
  },
  escalations: { send: escalateCase, schema: (t) => object({ reason: words(t('field.reason')) }) },
  confidentiality: {
    send: setCaseConfidential,
    schema: (t) => object({ reason: words(t('field.reason')) }),
  },
  withdrawals: {
    send: withdrawCase,
    schema: (t, { parties, reporter }) => {
      const who = parties.length > 0 ? parties : reporter ? [reporter] : [];
      return object({
        by: { type: 'array', title: t('web.command.by'), minItems: 1, 'x-options': who },
        reason: words(t('field.reason')),
      });
    },
  },
  reopenings: { send: reopenCase, schema: (t) => object({ reason: words(t('field.reason')) }) },
};

/** These can't be taken back. */
const FINAL: readonly Command[] = ['withdrawals', 'escalations'];

/** 更多: the commands that the caller may give, each in a small form. */
export function CaseCommands({ one }: { one: CaseDetailDto }) {
  const { t } = useWords();
  const [command, setCommand] = useState<Command>();
  const offered = one.commands.filter((each) => FORMS[each]);
  if (offered.length === 0) return null;
  const nameOf = (each: Command) =>
    each === 'confidentiality' && one.confidential ? t('web.command.open') : t(`web.command.${each}`);
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{ items: offered.map((key) => ({ key, label: nameOf(key), onClick: () => setCommand(key) })) }}
      >
        <Button>{t('web.case.more')}</Button>
      </Dropdown>
      {command && (
        <Ask
          key={command}
          title={nameOf(command)}
          schema={FORMS[command]!.schema(t, one)}
          send={(body, headers) =>
            answer(
              FORMS[command]!.send({
                path: { id: one.id },
                body: (command === 'confidentiality'
                  ? { ...body, confidential: !one.confidential }
                  : body) as never,
                headers,
              }),
            )
          }
          final={FINAL.includes(command)}
          close={() => setCommand(undefined)}
          caseId={one.id}
          villageId={one.place.village.id}
        />
      )}
    </>
  );
}
