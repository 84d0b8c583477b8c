import { dateOf } from '#domain';
import type { Language } from '#i18n';
import { Injectable } from '@nestjs/common';
import { Readable } from 'node:stream';
import type { Scope } from '../../../platform/auth/index.js';
import { Problem } from '../../../platform/problems/index.js';
import { Clock } from '../../../platform/settings/index.js';
import type { LayoutColumn } from '../register/layouts.js';
import { RegisterRowsService } from '../register/rows.service.js';
import { CaseListService } from './case-list.service.js';
import type { CaseExportQueryDto } from './dto/case-list.dto.js';

/** Rows that one sheet takes: it is put together in memory. A CSV has no end. */
const SHEET_ROWS = 100_000;
const PAGE = 500;
/** SQLSTATE of a statement that took too long. */
const QUERY_CANCELED = '57014';
/** What PostgreSQL's LIMIT takes. */
const ALL = 2_000_000_000;

/** The register as a file that a spreadsheet opens. */
@Injectable()
export class CaseExportService {
  constructor(
    private readonly cases: CaseListService,
    private readonly registerRows: RegisterRowsService,
    private readonly clock: Clock,
  ) {}

  get fileName(): string {
    return `register-${dateOf(this.clock.now())}`;
  }

  /** UTF-8 with a mark that spreadsheets know it by; sent as it is read, and read no further than it is taken. */
  async csv(
    { columns, layout, ...query }: CaseExportQueryDto,
    scope: Scope,
    language: Language,
  ): Promise<{ file: Readable; total: number | undefined }> {
    const asked = this.registerRows.columns({ columns, layout });
    const total = await this.total(query, scope);
    const headings = this.registerRows.headings(asked, language);
    const lines = async function* (rows: AsyncIterable<string[][]>): AsyncGenerator<string> {
      yield `\uFEFF${csvLine(headings)}`;
      for await (const page of rows) yield page.map(csvLine).join('');
    };
    return { file: Readable.from(lines(this.rows(query, asked, scope, language))), total };
  }

  /**
   * @param gone whoever asked for it has stopped waiting
   * @throws Problem 422 `export.tooMany` before anything is read
   */
  async xlsx(
    { columns, layout, ...query }: CaseExportQueryDto,
    scope: Scope,
    language: Language,
    gone: () => boolean,
  ): Promise<Buffer> {
    const asked = this.registerRows.columns({ columns, layout });
    const { more } = await this.cases.count(query, scope, SHEET_ROWS);
    if (more) throw new Problem('export.tooMany', { max: SHEET_ROWS });
    const rows: string[][] = [];
    for await (const page of this.rows(query, asked, scope, language)) {
      if (gone()) return Buffer.alloc(0);
      rows.push(...page);
    }
    const header = this.registerRows
      .headings(asked, language)
      .map((value) => ({ value, fontWeight: 'bold' as const }));
    const sheet = [header, ...rows.map((row) => row.map((value) => ({ value, type: String })))];
    const { default: writeExcelFile } = await import('write-excel-file/node');
    return writeExcelFile(sheet, { stickyRowsCount: 1 }).toBuffer();
  }

  /** Of very many it may take longer than a statement may: then it is not known beforehand. */
  private async total(query: CaseExportQueryDto, scope: Scope): Promise<number | undefined> {
    try {
      return (await this.cases.count(query, scope, ALL)).count;
    } catch (error) {
      if ((error as { code?: string }).code === QUERY_CANCELED) return undefined;
      throw error;
    }
  }

  private async *rows(
    query: CaseExportQueryDto,
    columns: readonly LayoutColumn[],
    scope: Scope,
    language: Language,
  ): AsyncGenerator<string[][]> {
    const serial = columns.findIndex(({ column }) => column === 'serial');
    let before = 0;
    for await (const page of this.cases.pages(query, scope, PAGE)) {
      const rows = await this.registerRows.cells(page, columns, language);
      if (serial >= 0) rows.forEach((row, index) => (row[serial] = String(before + index + 1)));
      before += rows.length;
      yield rows;
    }
  }
}

/** RFC 4180; a cell that a spreadsheet would take for a formula begins with an apostrophe. */
const csvLine = (cells: readonly string[]): string =>
  `${cells
    .map((cell) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell))
    .map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(',')}\r\n`;
