import type { CalendarBits, EventEnvelope, ExternalRef, Procedure } from '#domain';
import { CaseReader, type CaseSummary, ContentStore } from '#persistence';
import { Injectable } from '@nestjs/common';
import type { Page, PageQuery } from '../../../platform/paging/index.js';
import { invalidCursor } from '../../../platform/problems/index.js';
import { formatInstant } from '../../../platform/validation/index.js';
import { type NameBook, NamesService } from '../directory/names.service.js';
import { hydrate, refsIn } from '../payload/index.js';
import { idsOf } from './event-ids.js';
import { readTexts } from './texts.js';
import type { TimelineItemDto } from './dto/timeline.dto.js';

type AnyEvent = EventEnvelope & { type: string };
/** The parts that some events carry for the rules alone. */
interface Bodies {
  procedure?: Procedure;
  intake?: Procedure;
  calendar?: CalendarBits;
  externalRefs?: ExternalRef[];
  ref?: ExternalRef;
}

/** The events of a case with their texts and names, for readers in its place. */
@Injectable()
export class TimelineService {
  constructor(
    private readonly reader: CaseReader,
    private readonly content: ContentStore,
    private readonly names: NamesService,
  ) {}

  async page({ id }: CaseSummary, { limit, cursor }: PageQuery): Promise<Page<TimelineItemDto>> {
    const after = cursor === undefined ? 0 : seqOf(cursor);
    const events = await this.reader.events(id, after);
    const page = events.slice(0, limit);
    const last = events.length > limit ? page.at(-1) : undefined;
    const items = await this.itemsOf(page.filter(isShown).map(withoutBodies));
    return { items, next: last ? Buffer.from(String(last.seq)).toString('base64url') : null };
  }

  /** Events of a case or an order, for readers in its place. */
  async itemsOf(events: readonly AnyEvent[]): Promise<TimelineItemDto[]> {
    const refs = refsIn(events);
    const ids = events.map(idsOf);
    const [texts, names] = await Promise.all([
      readTexts(this.content, refs),
      this.names.book({
        persons: ids.flatMap(({ persons }) => persons),
        accounts: ids.flatMap(({ accounts }) => accounts),
        organisation: ids.flatMap(({ organisation }) => organisation),
      }),
    ]);
    return events.map((event) => itemOf(event, texts, names));
  }
}

const allIdsOf = (event: AnyEvent): string[] => {
  const { persons, accounts, organisation } = idsOf(event);
  return [...persons, ...accounts, ...organisation];
};

function seqOf(cursor: string): number {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!/^[1-9]\d{0,8}$/.test(text)) throw invalidCursor();
  return Number(text);
}

/** When something will be said next is the timer's affair; readers see it said. */
const isShown = ({ type }: AnyEvent): boolean => type !== 'remindersRescheduled';

/**
 * Procedures and calendars are long, and can be read elsewhere by key and version; by which the rules know a number of
 * another system again is nobody else's affair.
 */
export function withoutBodies<E extends AnyEvent & Bodies>(event: E): E {
  const brief = ({ key, version, name }: Procedure) => ({ key, version, name });
  const withoutIndex = ({ index: _, ...ref }: ExternalRef) => ref;
  const change: Record<string, unknown> = {};
  if (event.procedure) change.procedure = brief(event.procedure);
  if (event.intake) change.intake = brief(event.intake);
  if (event.calendar) change.calendar = { version: event.calendar.version };
  if (event.externalRefs) change.externalRefs = event.externalRefs.map(withoutIndex);
  if (event.ref) change.ref = withoutIndex(event.ref);
  return { ...event, ...change };
}

/** Fields of an event that are instants; everything else is codes, dates and payloads. */
const INSTANTS = ['startedAt', 'dueAt', 'notBefore', 'remindAt', 'alertAt', 'overallDueAt'];

function itemOf(
  event: AnyEvent,
  texts: ReadonlyMap<string, string | null>,
  names: NameBook,
): TimelineItemDto {
  const { seq, type, occurredAt, recordedAt, actor, onBehalfOf, channel, ...rest } = event;
  const { rules: _rules, late, lateReason, commandId, ...body } = rest;
  for (const inner of ['reminders', 'remindersRemoved']) Reflect.deleteProperty(body, inner);
  const data = Object.fromEntries(
    Object.entries(body).map(([key, value]) => [
      key,
      INSTANTS.includes(key) && typeof value === 'number' ? formatInstant(value) : hydrate(value, texts),
    ]),
  );
  const erased = refsIn(event).some(({ content }) => (texts.get(content) ?? null) === null);
  return {
    seq,
    type,
    occurredAt: formatInstant(occurredAt),
    recordedAt: formatInstant(recordedAt),
    actor: names.maybe(actor),
    onBehalfOf: names.maybe(onBehalfOf),
    channel,
    ...(late && { late }),
    ...(lateReason && { lateReason: texts.get(lateReason.content) ?? null }),
    commandId,
    data,
    names: names.entries(allIdsOf(event)),
    ...(erased && { erased }),
  };
}
