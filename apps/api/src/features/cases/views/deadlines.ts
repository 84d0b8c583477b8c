import { definitionOf, explainDeadlines, type CaseState, type Deadline, type Instant } from '#domain';
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
      items: explainDeadlines(state).map((deadline) => deadlineDto(deadline, state, now)),
      ledger: ledgerDto(state),
    };
  }
}

function deadlineDto(deadline: Deadline, state: CaseState, now: Instant): DeadlineDto {
  const { start, dueAt, pauses, extensions, external, reminders, ...rest } = deadline;
  const name = nameOf(deadline, state);
  return {
    ...rest,
    ...(external && { external: { system: external.system, number: external.number } }),
    start: formatInstant(start),
    dueAt: formatInstant(dueAt),
    overdue: dueAt <= now,
    pauses: pauses.map((pause) => ({
      ...pause,
      from: formatInstant(pause.from),
      to: formatInstant(pause.to),
    })),
    extensions: extensions.map(({ term, at }) => ({ term, at: formatInstant(at) })),
    reminders: reminders.map(({ at, owner, assignee }) => ({
      at: formatInstant(at),
      role: owner,
      ...(assignee && { accountId: assignee }),
    })),
    words: { zh: wordsOf(deadline, name.zh, 'zh-CN'), en: wordsOf(deadline, name.en, 'en') },
  };
}

function nameOf({ clock, step = '' }: Deadline, state: CaseState): { zh: string; en: string } {
  const key = 'deadline.name.resident';
  if (clock === 'resident') return { zh: translate(key, 'zh-CN'), en: translate(key, 'en') };
  return definitionOf(state, step)?.name ?? { zh: step, en: step };
}
