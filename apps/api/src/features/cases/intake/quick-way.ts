import { AGENDAS, type ContentRef, type Procedure, type RecordDone } from '#domain';
import type { MemberPayload } from '../actions/step-action.service.js';
import type { RecordDoneDto } from './dto/record-done.dto.js';

/** The procedure of the quick way (procedures/on-the-spot.yaml), of which the form fills in the steps. */
export const ON_THE_SPOT = 'onTheSpot';

type DoneAction = RecordDone['actions'][number];

/** A refusal's pointer into the actions, and where in the form that comes from; the longest fitting one counts. */
export type FormPointers = Record<string, string>;

interface Written {
  step: string;
  action: string;
  payload: Record<string, unknown>;
  procedure?: Procedure;
  /** Members of the payload that come from the form: payload pointer → form pointer. */
  from?: FormPointers;
}

/** The form's texts, put away: the same text may serve several steps. */
export interface FormRefs {
  matter: ContentRef;
  minutes: ContentRef;
  terms: ContentRef;
  place: ContentRef;
  witnesses: readonly (ContentRef | undefined)[];
  milestones: readonly { title: ContentRef; proof?: ContentRef }[];
}

/** The texts of the form in a fixed order, and the way back from their references. */
export function formTexts(form: RecordDoneDto): {
  texts: string[];
  refsOf: (refs: readonly ContentRef[]) => FormRefs;
} {
  const texts: string[] = [];
  const keep = (text: string): number => texts.push(text) - 1;
  const [matter, minutes, terms, place] = [form.matter, form.minutes, form.terms, form.place].map(keep) as [
    number,
    number,
    number,
    number,
  ];
  const witnesses = (form.signatures ?? []).map(({ witness }) =>
    witness === undefined ? undefined : keep(witness),
  );
  const milestones = (form.milestones ?? []).map(({ title, proof }) => ({
    title: keep(title),
    proof: proof === undefined ? undefined : keep(proof),
  }));
  return {
    texts,
    refsOf: (refs) => ({
      matter: refs[matter]!,
      minutes: refs[minutes]!,
      terms: refs[terms]!,
      place: refs[place]!,
      witnesses: witnesses.map((index) => (index === undefined ? undefined : refs[index])),
      milestones: milestones.map((one) => ({
        title: refs[one.title]!,
        ...(one.proof !== undefined && { proof: refs[one.proof]! }),
      })),
    }),
  };
}

/**
 * A finished quick case as the actions that its procedure asks for, in their order, all at the instant at which it
 * was settled.
 */
export function quickWay(
  form: RecordDoneDto,
  refs: FormRefs,
  members: readonly MemberPayload[],
  procedure: Procedure | undefined,
  at: number,
): { actions: DoneAction[]; pointers: FormPointers } {
  const written = [
    ...before(form, refs, members, procedure, at),
    ...meeting(form, refs, members),
    ...signing(form, refs),
    decision(form, refs),
  ];
  return {
    actions: written.map(({ from: _, ...action }) => ({ ...action, occurredAt: at })),
    pointers: Object.fromEntries(
      written.flatMap(({ from = {} }, index) =>
        Object.entries(from).map(([pointer, formPointer]) => [`/actions/${index}${pointer}`, formPointer]),
      ),
    ),
  };
}

function before(
  form: RecordDoneDto,
  refs: FormRefs,
  members: readonly MemberPayload[],
  procedure: Procedure | undefined,
  at: number,
): Written[] {
  const { category, parties, mode = 'onTheSpot' } = form;
  const triage = {
    category,
    procedure: ON_THE_SPOT,
    parties,
    willingness: 'willing',
    redLines: [],
    pending: 'none',
  };
  return [
    {
      step: 'triage',
      action: 'complete',
      payload: triage,
      ...(procedure && { procedure }),
      from: { '/parties': '/parties', '/category': '/category' },
    },
    {
      step: 'investigate',
      action: 'complete',
      payload: { principalContradiction: refs.matter, proposedPosition: refs.terms, heard: parties },
      from: { '/heard': '/parties' },
    },
    {
      step: 'selectMembers',
      action: 'complete',
      // Who settled it together with them has agreed to their taking part.
      payload: { members, partiesAgree: true },
      from: { '/members': '/members' },
    },
    {
      step: 'convene',
      action: 'complete',
      payload: { at: new Date(at).toISOString(), mode, place: refs.place },
      from: { '/at': '/occurredAt', '/place': '/place', '/mode': '/mode' },
    },
  ];
}

function meeting(form: RecordDoneDto, refs: FormRefs, members: readonly MemberPayload[]): Written[] {
  const present = { members: members.map(({ personId }) => personId), parties: form.parties };
  return [
    {
      step: 'deliberate',
      action: 'attend',
      payload: present,
      from: { '/members': '/members', '/parties': '/parties' },
    },
    ...AGENDAS[form.category].map((item) => ({
      step: 'deliberate',
      action: 'agenda',
      payload: { item, minutes: refs.minutes },
    })),
    {
      step: 'deliberate',
      action: 'complete',
      payload: { result: 'consensus', form: form.form, terms: refs.terms },
      from: { '/form': '/form', '/terms': '/terms' },
    },
  ];
}

function signing(form: RecordDoneDto, refs: FormRefs): Written[] {
  if (form.form === 'oralAgreementRecord')
    return [{ step: 'sign', action: 'recordOral', payload: { record: refs.terms }, from: { '': '/form' } }];
  return (form.signatures ?? []).map(({ signerId, manner }, index) => {
    const witness = refs.witnesses[index];
    return {
      step: 'sign',
      action: 'sign',
      payload: { signerId, manner, ...(witness && { witness }) },
      from: { '': `/signatures/${index}`, '/signerId': `/signatures/${index}/signerId` },
    };
  });
}

function decision(form: RecordDoneDto, refs: FormRefs): Written {
  const milestones = (form.milestones ?? []).map(({ dueOn, ownerId, doneOn }, index) => ({
    ...refs.milestones[index]!,
    dueOn,
    ...(ownerId && { ownerId }),
    ...(doneOn && { doneOn }),
  }));
  return {
    step: 'decide',
    action: 'complete',
    payload: { disposition: refs.terms, ...(milestones.length > 0 && { milestones }) },
    // When this step is not open, not all who must sign have signed.
    from: { '': '/signatures', '/milestones': '/milestones', '/disposition': '/terms' },
  };
}

/** Where in the form a refusal of one of the actions comes from. */
export function formPointer(path: string, pointers: FormPointers): string | undefined {
  const fitting = Object.keys(pointers)
    .filter((pointer) => path === pointer || path.startsWith(`${pointer}/`))
    .sort((a, b) => b.length - a.length)[0];
  return fitting === undefined ? undefined : pointers[fitting]! + path.slice(fitting.length);
}
