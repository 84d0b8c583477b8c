import type { CaseDetailDto, CaseRecordDto } from '../client/types.gen';

/** A case as its papers tell it. */
export interface Printed {
  one: CaseDetailDto;
  record: CaseRecordDto;
}

export type Part =
  /** A line of the sheet: a label, what is known, or room to write it by hand. */
  | { label: string; lines: string[]; room?: number }
  /** Names with room for a signature each. */
  | { label: string; signers: string[]; more?: number };

export interface Paper {
  /** Key of its name, `paper.<key>`. */
  key: string;
  /** One sheet for each of these people; else a single one. */
  each?: string[];
  parts: Part[];
}

/** What was entered last under this name in a step of this kind. */
const last = ({ record }: Printed, kind: string, field: string): string[] => {
  for (const step of record.steps.toReversed().filter((one) => one.kind === kind))
    for (const act of step.acts.toReversed()) {
      const found = act.fields.find((one) => one.field === field);
      if (found) return found.lines;
    }
  return [];
};

const names = (people: readonly { name?: string }[]): string[] => people.map(({ name }) => name ?? '');
const joined = (people: readonly { name?: string }[]): string[] =>
  people.length > 0 ? [names(people).join('、')] : [];

type Say = (key: string, params?: Record<string, unknown>) => string;

/** Every paper of a case, prefilled with what is known; what isn't is left to the pen. */
export function papersOf(printed: Printed, t: Say): Paper[] {
  const { one } = printed;
  const from = (label: string, kind: string, field: string, room = 2): Part => ({
    label: t(label),
    lines: last(printed, kind, field),
    room,
  });
  const matter: Part = { label: t('web.case.matter'), lines: one.matter ? [one.matter] : [], room: 3 };
  const parties: Part = { label: t('field.parties'), lines: joined(one.parties), room: 1 };
  const members: Part = { label: t('field.members'), lines: joined(one.members), room: 1 };
  const topic = from('field.topic', 'confirmTopic', 'topic');
  const at = from('field.at', 'convene', 'at', 1);
  const place = from('field.place', 'convene', 'place', 1);
  const terms = from('field.terms', 'deliberate', 'terms', 5);
  const isDispute = one.category === 'dispute';
  const milestones: Part = {
    label: t('field.milestones'),
    lines: one.milestones.map(({ title, dueOn, owner }) =>
      [dueOn, title, owner?.name].filter(Boolean).join('　'),
    ),
    room: 3,
  };
  const mediators = names(one.members.filter(({ mediator }) => mediator));
  return [
    {
      key: 'deliberationSheet',
      parts: [
        matter,
        parties,
        from('field.principalContradiction', 'investigate', 'principalContradiction'),
        from('field.proposedPosition', 'investigate', 'proposedPosition'),
        topic,
        members,
        { label: t('paper.sign.committees'), signers: [''], more: 1 },
      ],
    },
    {
      key: 'invitation',
      each: names(one.members),
      parts: [topic, at, place, { label: t('paper.contact'), lines: [], room: 1 }],
    },
    {
      key: 'attendance',
      parts: [
        topic,
        at,
        place,
        { label: t('field.members'), signers: names(one.members), more: 2 },
        { label: t('field.parties'), signers: names(one.parties), more: 2 },
      ],
    },
    isDispute
      ? {
          key: 'mediationAgreement',
          parts: [
            parties,
            matter,
            terms,
            { label: t('paper.performance'), lines: [], room: 3 },
            { label: t('field.parties'), signers: names(one.parties) },
            { label: t('paper.sign.mediator'), signers: mediators.length > 0 ? mediators : [''] },
            { label: t('paper.sign.seal'), lines: [], room: 3 },
          ],
        }
      : {
          key: 'consentForm',
          parts: [topic, terms, { label: t('field.members'), signers: names(one.members) }],
        },
    ...(isDispute
      ? [
          {
            key: 'oralAgreementRecord',
            parts: [
              parties,
              matter,
              terms,
              { label: t('paper.sign.mediator'), signers: mediators.length > 0 ? mediators : [''] },
            ],
          },
        ]
      : []),
    {
      key: 'decision',
      parts: [
        topic,
        from('field.disposition', 'decide', 'disposition', 4),
        from('field.steps', 'decide', 'steps', 4),
        milestones,
        { label: t('paper.sign.committees'), signers: [''], more: 1 },
      ],
    },
    {
      key: 'notice',
      parts: [
        from('field.publish.text', 'publish', 'text', 8),
        { label: t('paper.period'), lines: [], room: 1 },
        { label: t('paper.objections'), lines: [], room: 2 },
      ],
    },
    {
      key: 'followUp',
      parts: [
        terms,
        milestones,
        { label: t('field.revisit.note'), lines: [], room: 5 },
        { label: t('field.parties'), signers: names(one.parties), more: 1 },
      ],
    },
  ];
}
