import {
  definitionOf,
  explainDeadlines,
  isPausedAt,
  type CaseState,
  type Deadline,
  type Instant,
} from '#domain';
import { translate } from '#i18n';
import { CaseReader, type CaseSummary } from '#persistence';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/settings/index.js';
import { formatInstant } from '../../../platform/validation/index.js';
import { wordsOf } from './deadline-words.js';
import type { DeadlineDto, DeadlinesDto } from './deadlines.dto.js';
import { ledgerDto } from './ledger.js';
import { stateOf } from './state.js';

/** The dates that a case has to keep, each with how it came about. */
@Injectable()
export class Deadlines {
  constructor(
    private readonly reader: CaseReader,
    private readonly clock: Clock,
  ) {}

  async of({ id }: CaseSummary): Promise<DeadlinesDto> {
    const state = stateOf(await this.reader.events(id));
    const now = this.clock.now();
    return {
      calendarVersion: state.calendar.version,
      items: deadlinesOf(state, now),
      ledger: ledgerDto(state),
    };
  }
}

/** The earliest first: that one governs. */
export const deadlinesOf = (state: CaseState, now: Instant): DeadlineDto[] =>
  explainDeadlines(state).map((deadline, index) =>
    deadlineDto(deadline, nameOf(deadline, state), {
      overdue: deadline.dueAt <= now && !isPausedAt(state, now),
      governs: index === 0,
    }),
  );

export interface TwoNames {
  zh: string;
  en: string;
}

/** @param name of what is due, as its words begin */
export function deadlineDto(
  deadline: Deadline,
  name: TwoNames,
  stands: Pick<DeadlineDto, 'overdue' | 'governs'>,
): DeadlineDto {
  const { start, dueAt, pauses, extensions, external, reminders, ...rest } = deadline;
  return {
    ...rest,
    ...stands,
    ...(external && { external: { system: external.system, number: external.number } }),
    start: formatInstant(start),
    dueAt: formatInstant(dueAt),
    pauses: pauses.map((pause) => ({
      ...pause,
      from: formatInstant(pause.from),
      to: formatInstant(pause.to),
    })),
    extensions: extensions.map(({ term, at }) => ({ term, at: formatInstant(at) })),
    reminders: reminders.map(({ at, owner, assignee }) => ({
      at: formatInstant(at),
      ...(owner && { role: owner }),
      ...(assignee && { accountId: assignee }),
    })),
    words: { zh: wordsOf(deadline, name.zh, 'zh-CN'), en: wordsOf(deadline, name.en, 'en') },
  };
}

function nameOf({ clock, step = '' }: Deadline, state: CaseState): TwoNames {
  const key = 'deadline.name.resident';
  if (clock === 'resident') return { zh: translate(key, 'zh-CN'), en: translate(key, 'en') };
  return definitionOf(state, step)?.name ?? { zh: step, en: step };
}
