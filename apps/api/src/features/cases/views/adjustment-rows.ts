import {
  adjustmentsOf,
  type CaseEvent,
  type CaseState,
  type ContentRef,
  type Extension,
  type DeadlineAdjustment,
} from '#domain';
import { milestoneTitles } from './texts.js';

type EventOf<T extends CaseEvent['type']> = Extract<CaseEvent, { type: T }>;
type Entering = EventOf<'paused' | 'extensionRequested' | 'overallDeadlineExtended'>;
type Answering = EventOf<'resumed' | 'extensionDecided'>;

/** An entry of the deadline adjustments with the events that wrote it: they say why, and who. */
export interface AdjustmentRow {
  entry: DeadlineAdjustment;
  entered?: Entering;
  answered?: Answering;
  /** Of the milestone, as it was decided on when more time was asked for it. */
  title?: ContentRef;
  /** Its step ended before anybody answered the request. */
  overtaken: boolean;
}

/** Everything that moved a date of the case, or was to move one, as it was recorded. */
export function adjustmentRows(state: CaseState, events: readonly CaseEvent[]): AdjustmentRow[] {
  // Each of these events wrote one entry, in this order.
  const entering = events.filter(isEntering);
  return adjustmentsOf(state)
    .filter((entry) => entry.type !== 'calendar' || entry.moved.length > 0)
    .map((entry) => {
      const entered = entry.type === 'calendar' ? undefined : entering.shift();
      const answered = entered && answerTo(entered, entry, events);
      const title = entered && titleOf(entered, events);
      return {
        entry,
        ...(entered && { entered }),
        ...(answered && { answered }),
        ...(title && { title }),
        overtaken: entry.type === 'extension' && isOvertaken(state, entry),
      };
    });
}

const isEntering = (event: CaseEvent): event is Entering =>
  event.type === 'paused' || event.type === 'extensionRequested' || event.type === 'overallDeadlineExtended';

function titleOf(entered: Entering, events: readonly CaseEvent[]): ContentRef | undefined {
  if (entered.type !== 'extensionRequested' || !entered.milestone) return undefined;
  return milestoneTitles(events.filter(({ seq }) => seq < entered.seq)).get(entered.milestone);
}

/** The next one that fits: a second request, or a second pause, comes after the answer to the first. */
function answerTo(
  { seq, ...entered }: Entering,
  entry: DeadlineAdjustment,
  events: readonly CaseEvent[],
): Answering | undefined {
  if (entry.type === 'pause' && entry.resumedAt !== undefined) {
    const next = events.find(
      (event) => event.seq > seq && (event.type === 'resumed' || event.type === 'paused'),
    );
    return next?.type === 'resumed' ? next : undefined;
  }
  if (entry.type !== 'extension' || entry.approved === undefined) return undefined;
  return events.find(
    (event): event is EventOf<'extensionDecided'> =>
      event.seq > seq &&
      event.type === 'extensionDecided' &&
      'step' in entered &&
      event.step === entered.step,
  );
}

/** What became of a request for more time. */
export function answerOf({ entry, overtaken }: AdjustmentRow) {
  const approved = entry.type === 'extension' ? entry.approved : undefined;
  if (approved === undefined) return overtaken ? 'overtaken' : 'waiting';
  return approved ? 'approved' : 'refused';
}

const isOvertaken = ({ closed, steps }: CaseState, { approved, step: key, visit }: Extension): boolean => {
  const step = steps[key];
  const asks = !closed && step?.status === 'open' && step.visit === visit;
  return approved === undefined && !asks;
};

const eventsOf = ({ entered, answered }: AdjustmentRow): (Entering | Answering)[] =>
  [entered, answered].filter((event) => event !== undefined);

/** What was written with it: a reason, a remark. */
export const textOf = (event: Entering | Answering | undefined): ContentRef | undefined =>
  event?.type === 'paused' || event?.type === 'resumed' ? event.text : event?.reason;

export const textsIn = (rows: readonly AdjustmentRow[]): ContentRef[] =>
  rows.flatMap((row) => [...eventsOf(row).map(textOf), row.title].filter((ref) => ref !== undefined));

export const accountsIn = (rows: readonly AdjustmentRow[]): string[] =>
  rows.flatMap(eventsOf).flatMap(({ actor }) => actor ?? []);
