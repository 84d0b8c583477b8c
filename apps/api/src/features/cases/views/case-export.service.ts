import { dateOf } from '#domain';
import { type Language, translate } from '#i18n';
import { Injectable } from '@nestjs/common';
import { Readable } from 'node:stream';
import type { Scope } from '../../../platform/auth/index.js';
import { Problem } from '../../../platform/problems/index.js';
import { Clock } from '../../../platform/settings/index.js';
import { CaseListService } from './case-list.service.js';
import type { CaseFilterQueryDto } from './dto/case-list.dto.js';
import type { CaseSummaryDto } from './dto/summary.dto.js';

/** Rows that one sheet takes: it is put together in memory. A CSV has no end. */
const SHEET_ROWS = 100_000;
const PAGE = 200;

/** Columns in the order in which an office reads them. */
const COLUMNS = [
  'number',
  'title',
  'category',
  'village',
  'grid',
  'opened',
  'status',
  'step',
  'assignee',
  'due',
  'overdue',
  'closed',
  'outcome',
] as const;
type Column = (typeof COLUMNS)[number];

/** The register as a file that a spreadsheet opens. */
@Injectable()
export class CaseExportService {
  constructor(
    private readonly cases: CaseListService,
    private readonly clock: Clock,
  ) {}

  get fileName(): string {
    return `register-${dateOf(this.clock.now())}`;
  }

  /** UTF-8 with a mark that spreadsheets know it by; sent as it is read. */
  csv(query: CaseFilterQueryDto, scope: Scope, language: Language): Readable {
    const lines = async function* (rows: AsyncIterable<string[]>): AsyncGenerator<string> {
      yield `\uFEFF${csvLine(COLUMNS.map((column) => translate(`export.${column}`, language)))}`;
      for await (const row of rows) yield csvLine(row);
    };
    return Readable.from(lines(this.rows(query, scope, language)));
  }

  /** @throws Problem 422 `export.tooMany` */
  async xlsx(query: CaseFilterQueryDto, scope: Scope, language: Language): Promise<Buffer> {
    const rows: string[][] = [];
    for await (const row of this.rows(query, scope, language)) {
      if (rows.length >= SHEET_ROWS) throw new Problem('export.tooMany', { max: SHEET_ROWS });
      rows.push(row);
    }
    const header = COLUMNS.map((column) => ({
      value: translate(`export.${column}`, language),
      fontWeight: 'bold' as const,
    }));
    const sheet = [header, ...rows.map((row) => row.map((value) => ({ value, type: String })))];
    const { default: writeExcelFile } = await import('write-excel-file/node');
    return writeExcelFile(sheet, { stickyRowsCount: 1 }).toBuffer();
  }

  private async *rows(query: CaseFilterQueryDto, scope: Scope, language: Language): AsyncGenerator<string[]> {
    let cursor: string | undefined;
    do {
      const page = await this.cases.page({ ...query, limit: PAGE, ...(cursor && { cursor }) }, scope);
      for (const one of page.items) {
        const cells = cellsOf(one, language);
        yield COLUMNS.map((column) => cells[column] ?? '');
      }
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
  }
}

function cellsOf(one: CaseSummaryDto, language: Language): Partial<Record<Column, string>> {
  const { number, title, category, place, openedAt, status, currentSteps, effectiveDueAt, closedAt } = one;
  const steps = currentSteps.map(
    ({ name, kind }) => (language === 'en' ? name?.en : name?.zh) ?? translate(`kind.${kind}`, language),
  );
  return {
    number,
    title,
    category: category && translate(`category.${category}`, language),
    village: place.village.name,
    grid: place.grid?.name,
    opened: openedAt.slice(0, 10),
    status: translate(`export.status.${status}`, language),
    step: steps.join('、'),
    assignee: currentSteps.flatMap(({ assignee }) => assignee?.name ?? []).join('、'),
    due: effectiveDueAt && dateOf(Date.parse(effectiveDueAt) - 1),
    overdue: one.overdue ? translate('value.yes', language) : '',
    closed: closedAt?.slice(0, 10),
    outcome: one.outcome && translate(`closing.${one.outcome}`, language),
  };
}

/** RFC 4180; a cell that a spreadsheet would take for a formula begins with an apostrophe. */
const csvLine = (cells: readonly string[]): string =>
  `${cells
    .map((cell) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell))
    .map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(',')}\r\n`;
