import {
  definitionOf,
  ledgerOf,
  pauseEnd,
  type CalendarChange,
  type CaseState,
  type Extension,
  type Instant,
  type LedgerEntry,
  type MovedDate,
  type StepKey,
} from '#domain';
import { translate, type Language } from '#i18n';
import { formatInstant, formatOptional } from '../../../platform/validation/index.js';
import { lastDayText, minuteOf, termLength } from './deadline-words.js';
import type { LedgerItemDto } from './ledger.dto.js';

/** Everything that moved a date of the case, as it was recorded. */
export const ledgerDto = (state: CaseState): LedgerItemDto[] =>
  ledgerOf(state)
    .filter((entry) => entry.type !== 'calendar' || entry.moved.length > 0)
    .map((entry) => ({
      type: entry.type,
      ...dataOf(entry),
      words: { zh: wordsOf(entry, state, 'zh-CN'), en: wordsOf(entry, state, 'en') },
    }));

function dataOf(entry: LedgerEntry): Omit<LedgerItemDto, 'type' | 'words'> {
  switch (entry.type) {
    case 'pause': {
      const { reason, from, until, resumedAt } = entry;
      return { at: formatInstant(from), reason, until, resumedAt: formatOptional(resumedAt) };
    }
    case 'extension': {
      const { step, milestone, term, requestedAt, decidedAt } = entry;
      const answer = { answer: answerTo(entry), decidedAt: formatOptional(decidedAt) };
      return { at: formatInstant(requestedAt), step, milestone, term, ...answer };
    }
    case 'wholeExtension':
      return { at: formatInstant(entry.at), term: entry.term };
    case 'calendar': {
      const { at, before, after, moved } = entry;
      return { at: formatInstant(at), calendar: { before, after }, moved: moved.map(movedDto) };
    }
  }
}

const answerTo = ({ approved }: Extension) =>
  approved === undefined ? 'waiting' : approved ? 'approved' : 'refused';

const movedDto = ({ step, before, after }: MovedDate) => ({
  step,
  before: formatOptional(before),
  after: formatOptional(after),
});

function wordsOf(entry: LedgerEntry, state: CaseState, language: Language): string {
  const say = (key: string, params: Record<string, unknown> = {}): string =>
    translate(`ledger.${key}`, language, params);
  const length = (term: string): string =>
    termLength(term, (key, params) => translate(`deadline.${key}`, language, params));
  switch (entry.type) {
    case 'pause': {
      const reason = translate(`pauseReason.${entry.reason}`, language);
      const key = entry.resumedAt === undefined ? 'pause.running' : 'pause';
      return say(key, { from: minuteOf(entry.from), to: minuteOf(pauseEnd(entry)), reason });
    }
    case 'extension': {
      const { step, term, requestedAt, decidedAt = requestedAt } = entry;
      const params = { name: nameOf(state, step, language), length: length(term) };
      const at = { at: minuteOf(requestedAt), decidedAt: minuteOf(decidedAt) };
      return say(`extension.${answerTo(entry)}`, { ...params, ...at });
    }
    case 'wholeExtension':
      return say('wholeExtension', { at: minuteOf(entry.at), length: length(entry.term) });
    case 'calendar':
      return say('calendar', { ...calendarParams(entry, state, language, say) });
  }
}

function calendarParams(
  { at, before, after, moved }: CalendarChange,
  state: CaseState,
  language: Language,
  say: (key: string, params?: Record<string, unknown>) => string,
) {
  const day = (due: Instant | undefined): string => (due === undefined ? say('noDate') : lastDayText(due));
  const each = moved.map((one) =>
    say('moved', {
      name: nameOf(state, one.step, language),
      before: day(one.before),
      after: day(one.after),
    }),
  );
  return { at: minuteOf(at), before, after, moved: each.join(language === 'en' ? '; ' : '；') };
}

/** Without a step it is the promise to the resident. */
function nameOf(state: CaseState, step: StepKey | undefined, language: Language): string {
  if (step === undefined) return translate('deadline.name.resident', language);
  const name = definitionOf(state, step)?.name;
  return name ? name[language === 'en' ? 'en' : 'zh'] : step;
}
