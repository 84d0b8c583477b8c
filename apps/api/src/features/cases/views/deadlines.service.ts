import { explainDeadlines, isPausedAt, type Deadline, type Instant } from '#domain';
import type { Language } from '#i18n';
import { CaseReader, type CaseSummary, ContentStore } from '#persistence';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/settings/index.js';
import { formatInstant } from '../../../platform/validation/index.js';
import { NamesService } from '../directory/names.service.js';
import { dueDto } from './due-words.js';
import { wordsOf, type NamedDue } from './deadline-words.js';
import type { DeadlineDto, DeadlinesDto } from './dto/deadlines.dto.js';
import { adjustmentDto } from './adjustments.js';
import { accountsIn, adjustmentRows, textsIn } from './adjustment-rows.js';
import { stateOf } from './state.js';
import { milestoneTitles, numbersIn, Texts } from './texts.js';
import { namesOfDue, type CaseNames } from './what-is-due.js';

/** The dates that a case has to keep, each with how it came about; for those who may read its timeline. */
@Injectable()
export class DeadlinesService {
  constructor(
    private readonly reader: CaseReader,
    private readonly content: ContentStore,
    private readonly names: NamesService,
    private readonly clock: Clock,
  ) {}

  async of({ id }: CaseSummary): Promise<DeadlinesDto> {
    const events = await this.reader.events(id);
    const state = stateOf(events);
    const rows = adjustmentRows(state, events);
    const titles = milestoneTitles(events);
    const [texts, names] = await Promise.all([
      Texts.read(this.content, [...titles.values(), ...textsIn(rows), ...numbersIn(state)]),
      this.names.book({ accounts: accountsIn(rows) }),
    ]);
    const context: CaseNames = {
      state,
      titleOf: (milestone) => texts.of(titles.get(milestone)),
      numberOf: ({ number }) => texts.of(number) ?? undefined,
    };
    return {
      calendarVersion: state.calendar.version,
      items: deadlinesOf(context, this.clock.now()),
      adjustments: adjustmentDto(rows, { ...context, texts, names }),
    };
  }
}

/** The earliest first: that one governs. */
export const deadlinesOf = (context: CaseNames, now: Instant): DeadlineDto[] =>
  explainDeadlines(context.state).map((deadline, index) =>
    deadlineDto(deadline, namesOfDue(deadline, context), {
      overdue: deadline.dueAt <= now && !isPausedAt(context.state, now),
      governs: index === 0,
      due: dueDto(context.state.calendar, deadline.dueAt, now),
      ...(deadline.external && {
        external: { system: deadline.external.system, number: context.numberOf(deadline.external) },
      }),
    }),
  );

export function deadlineDto(
  deadline: Deadline,
  named: (language: Language) => NamedDue,
  stands: Pick<DeadlineDto, 'overdue' | 'governs' | 'external' | 'due'>,
): DeadlineDto {
  const { start, notBefore, dueAt, pauses, extensions, external: _, reminders, ...rest } = deadline;
  return {
    ...rest,
    ...stands,
    name: { zh: named('zh-CN').name, en: named('en').name },
    start: formatInstant(start),
    ...(notBefore !== undefined && { notBefore: formatInstant(notBefore) }),
    dueAt: formatInstant(dueAt),
    pauses: pauses.map((pause) => ({
      ...pause,
      from: formatInstant(pause.from),
      to: formatInstant(pause.to),
    })),
    extensions: extensions.map(({ term, at }) => ({ term, at: formatInstant(at) })),
    reminders: reminders.map(({ at, owner, assignee, as, step }) => ({
      at: formatInstant(at),
      ...(owner && { role: owner }),
      ...(assignee && { accountId: assignee }),
      ...(as && { as }),
      ...(step && { step }),
    })),
    words: {
      zh: wordsOf(deadline, named('zh-CN'), 'zh-CN'),
      en: wordsOf(deadline, named('en'), 'en'),
    },
  };
}
