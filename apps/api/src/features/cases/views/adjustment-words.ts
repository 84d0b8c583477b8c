import { pauseEnd, type CalendarChange, type Instant } from '#domain';
import { translate, type Language } from '#i18n';
import { lastDayText, minuteOf, termLength, type Say } from './deadline-words.js';
import type { NameBook } from '../directory/names.service.js';
import { answerOf, textOf, type AdjustmentRow } from './adjustment-rows.js';
import type { Texts } from './texts.js';
import { nameOfDue, type CaseNames } from './what-is-due.js';

/** What a reader of the case may know of it. */
export interface AdjustmentReading extends CaseNames {
  texts: Texts;
  names: NameBook;
}

/** One entry of the deadline adjustments in a sentence: what, when, by whom, why. */
export function adjustmentWords(row: AdjustmentRow, reading: AdjustmentReading, language: Language): string {
  const { entry, entered, answered } = row;
  const say: Say = (key, params = {}) => translate(`adjustment.${key}`, language, params);
  const length = (term: string, urgent = false): string =>
    termLength(term, (key, params) => translate(`deadline.${key}`, language, params), urgent);
  const by = (account: string | undefined): string => {
    const name = account === undefined ? undefined : reading.names.of(account).name;
    return name === undefined ? '' : say('by', { name });
  };
  const said = (key: string, event: typeof entered | typeof answered): string => {
    const text = reading.texts.of(textOf(event));
    return text ? say(key, { text }) : '';
  };
  switch (entry.type) {
    case 'pause': {
      const reason = translate(`pauseReason.${entry.reason}`, language) + said('detail', entered);
      const key = entry.resumedAt === undefined ? 'pause.running' : 'pause';
      const remark = said('note', answered);
      return say(key, { from: minuteOf(entry.from), to: minuteOf(pauseEnd(entry)), reason, remark });
    }
    case 'extension': {
      const { term, requestedAt, decidedAt = requestedAt } = entry;
      return say(`extension.${answerOf(row)}`, {
        name: nameOfDue(entry, { ...reading, titleOf: () => reading.texts.of(row.title) }, language),
        // A milestone's day was set and not counted: it is put off by days.
        length: length(term, reading.state.urgent && entry.milestone === undefined),
        at: minuteOf(requestedAt),
        by: by(entered?.actor),
        why: said('why', entered),
        decidedAt: minuteOf(decidedAt),
        decidedBy: by(answered?.actor),
        remark: said('remark', answered),
      });
    }
    case 'overallExtension': {
      const params = { at: minuteOf(entry.at), length: length(entry.term), why: said('why', entered) };
      return say('overallExtension', params);
    }
    case 'calendar':
      return say('calendar', calendarParams(entry, reading, language, say));
  }
}

function calendarParams(
  { at, before, after, moved }: CalendarChange,
  reading: AdjustmentReading,
  language: Language,
  say: Say,
) {
  const day = (due: Instant | undefined): string => (due === undefined ? say('noDate') : lastDayText(due));
  const each = moved.map((one) =>
    say('moved', {
      name: nameOfDue({ step: one.step }, reading, language),
      before: day(one.before),
      after: day(one.after),
    }),
  );
  return { at: minuteOf(at), before, after, moved: each.join(language === 'en' ? '; ' : '；') };
}
