import { dateOf } from '#domain';
import { type Language, translate } from '#i18n';
import type { CaseSummaryDto } from '../views/dto/summary.dto.js';
import type { LayoutColumn } from './layouts.js';

/** A case with what was looked up for the columns that were asked for. */
export interface RegisterCase {
  found: CaseSummaryDto;
  channel?: string;
  reporter?: string;
  parties?: string[];
  numbers?: { system: string; number: string }[];
  procedure?: string;
  /** Whom it was reported to, when and by whom. */
  reports?: { office: string; on: string; by: string }[];
}

const date = (instant: string | undefined): string | undefined => instant?.slice(0, 10);

/** A code in the words of the layout's office, else in ours. */
const worded = (
  family: string,
  code: string | undefined,
  { values = {} }: LayoutColumn,
  language: Language,
): string | undefined =>
  code && ((values as Record<string, string>)[code] ?? translate(`${family}.${code}`, language));

/** What stands in a column, as text. */
export function cellOf(
  { found, channel, reporter, parties, numbers, procedure, reports }: RegisterCase,
  asked: LayoutColumn,
  language: Language,
): string {
  const { place, currentSteps, effectiveDueAt } = found;
  const yes = (is: boolean): string => (is ? translate('value.yes', language) : '');
  const text = (): string | undefined => {
    switch (asked.column) {
      // Known only where all are counted.
      case 'serial':
        return undefined;
      case 'number':
        return found.number;
      case 'title':
        return found.title;
      case 'category':
        return worded('category', found.category, asked, language);
      case 'township':
        return place.township.name;
      case 'village':
        return place.village.name;
      case 'grid':
        return place.grid?.name;
      case 'opened':
        return date(found.openedAt);
      case 'status':
        return worded('register.status', found.status, asked, language);
      case 'step':
        return currentSteps
          .map(
            ({ name, kind }) =>
              (language === 'en' ? name?.en : name?.zh) ?? worded('kind', kind, {} as LayoutColumn, language),
          )
          .join('、');
      case 'assignee':
        return currentSteps.flatMap(({ assignee }) => assignee?.name ?? []).join('、');
      case 'due':
        return effectiveDueAt && dateOf(Date.parse(effectiveDueAt) - 1);
      case 'overdue':
        return yes(found.overdue);
      case 'closed':
        return date(found.closedAt);
      case 'outcome':
        return worded('closing', found.outcome, asked, language);
      case 'channel':
        return worded('channel', channel, asked, language);
      case 'reporter':
        return reporter;
      case 'parties':
        return parties?.join('、');
      case 'externalNumbers':
        return numbers
          ?.filter(({ system }) => system.includes(asked.system ?? ''))
          .map(({ system, number }) => (asked.system ? number : `${system} ${number}`))
          .join('、');
      case 'procedure':
        return procedure;
      case 'urgent':
        return yes(found.urgent);
      case 'reported':
        return reports?.map(({ office, on, by }) => `${office} ${on} ${by}`.trim()).join('、');
    }
  };
  return text() ?? '';
}
