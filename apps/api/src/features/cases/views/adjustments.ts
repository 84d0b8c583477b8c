import type { MovedDate } from '#domain';
import { formatInstant, formatOptional } from '../../../platform/validation/index.js';
import type { AdjustmentDto } from './dto/adjustment.dto.js';
import { answerOf, textOf, type AdjustmentRow } from './adjustment-rows.js';
import { adjustmentWords, type AdjustmentReading } from './adjustment-words.js';

/** Everything that moved a date of the case, as it was recorded. */
export const adjustmentDto = (rows: readonly AdjustmentRow[], reading: AdjustmentReading): AdjustmentDto[] =>
  rows.map((row) => ({
    type: row.entry.type,
    ...dataOf(row),
    ...saidOf(row, reading),
    words: { zh: adjustmentWords(row, reading, 'zh-CN'), en: adjustmentWords(row, reading, 'en') },
  }));

/** Who entered it and why, and who answered and with which remark. */
function saidOf({ entered, answered }: AdjustmentRow, { texts, names }: AdjustmentReading) {
  return {
    by: names.maybe(entered?.actor),
    text: texts.of(textOf(entered)),
    answeredBy: names.maybe(answered?.actor),
    remark: texts.of(textOf(answered)),
  };
}

function dataOf(row: AdjustmentRow): Omit<AdjustmentDto, 'type' | 'words'> {
  const { entry } = row;
  switch (entry.type) {
    case 'pause': {
      const { reason, from, until, resumedAt } = entry;
      return { at: formatInstant(from), reason, until, resumedAt: formatOptional(resumedAt) };
    }
    case 'extension': {
      const { step, milestone, term, requestedAt, decidedAt } = entry;
      const answer = { answer: answerOf(row), decidedAt: formatOptional(decidedAt) };
      return { at: formatInstant(requestedAt), step, milestone, term, ...answer };
    }
    case 'overallExtension':
      return { at: formatInstant(entry.at), term: entry.term };
    case 'calendar': {
      const { at, before, after, moved } = entry;
      return { at: formatInstant(at), calendar: { before, after }, moved: moved.map(movedDto) };
    }
  }
}

const movedDto = ({ step, before, after }: MovedDate) => ({
  step,
  before: formatOptional(before),
  after: formatOptional(after),
});
