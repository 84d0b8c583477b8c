import { dateOf } from '#domain';
import { type Language, translate } from '#i18n';
import { CaseReader, type CaseReport, CaseReports, ContentStore } from '#persistence';
import { Injectable } from '@nestjs/common';
import { Problem } from '../../../platform/problems/index.js';
import { NamesService } from '../directory/names.service.js';
import { StepNamesService } from '../directory/step-names.service.js';
import type { CaseSummaryDto } from '../views/dto/summary.dto.js';
import { Texts } from '../views/texts.js';
import { cellOf, type RegisterCase } from './cells.js';
import { COLUMNS, LOOKED_UP, USUAL } from './columns.js';
import type { ColumnsQueryDto } from './dto/register.dto.js';
import { type LayoutColumn, LAYOUTS } from './layouts.js';

/** Cases as rows of the register, in the columns that somebody chose or another office wants. */
@Injectable()
export class RegisterRowsService {
  constructor(
    private readonly reader: CaseReader,
    private readonly content: ContentStore,
    private readonly reports: CaseReports,
    private readonly names: NamesService,
    private readonly stepNames: StepNamesService,
  ) {}

  /** @throws Problem 400 of a column that there isn't */
  columns({ columns, layout }: ColumnsQueryDto): readonly LayoutColumn[] {
    const known = LAYOUTS.find(({ key }) => key === layout);
    if (known) return known.columns;
    if (columns === undefined) return USUAL.map((column) => ({ column }));
    return columns.split(',').map((name) => {
      const column = COLUMNS.find((one) => one === name);
      if (!column)
        throw new Problem('request.invalid', {}, undefined, {
          errors: [{ in: 'query', path: '/columns', code: 'list.columnUnknown' }],
        });
      return { column };
    });
  }

  headings(columns: readonly LayoutColumn[], language: Language): string[] {
    return columns.map(({ column, heading }) => heading ?? translate(`column.${column}`, language));
  }

  /** Of a page of cases: what isn't in their rows is looked up for all of them at once. */
  async cells(
    cases: readonly CaseSummaryDto[],
    columns: readonly LayoutColumn[],
    language: Language,
  ): Promise<string[][]> {
    const ids = cases.map(({ id }) => id);
    const wants = (name: string): boolean => columns.some(({ column }) => column === name);
    const [particulars, reports] = await Promise.all([
      columns.some(({ column }) => LOOKED_UP.has(column)) ? this.reader.particulars(ids) : undefined,
      wants('reported') ? this.reports.of(ids) : [],
    ]);
    const of = (id: string) => particulars?.get(id);
    const refs = wants('externalNumbers') ? ids.flatMap((id) => of(id)?.externalRefs ?? []) : [];
    const [names, texts] = await Promise.all([
      this.names.book({
        persons: [
          ...(wants('reporter') ? ids.map((id) => of(id)?.reporterId) : []),
          ...(wants('parties') ? ids.flatMap((id) => of(id)?.parties ?? []) : []),
        ],
        accounts: reports.map(({ by }) => by),
      }),
      Texts.read(
        this.content,
        refs.map(({ number }) => number),
      ),
    ]);
    return cases.map((found) => {
      const { channel, reporterId, parties: partyIds = [], externalRefs = [] } = of(found.id) ?? {};
      const row: RegisterCase = {
        found,
        ...(channel && { channel }),
        ...(reporterId && { reporter: names.of(reporterId).name }),
        parties: partyIds.flatMap((id) => names.of(id).name ?? []),
        numbers: externalRefs.flatMap(({ system, number }) => {
          const text = texts.of(number);
          return text === null ? [] : [{ system, number: text }];
        }),
        procedure: inWords(this.stepNames.procedureName(found.procedure), language),
        reports: reports
          .filter(({ caseId }) => caseId === found.id)
          .map((report) => ({
            office: officeOf(report, language),
            on: dateOf(report.at),
            by: names.of(report.by).name ?? '',
          })),
      };
      return columns.map((column) => cellOf(row, column, language));
    });
  }
}

const inWords = (name: { zh: string; en: string } | undefined, language: Language): string | undefined =>
  language === 'en' ? name?.en : name?.zh;

const officeOf = ({ layout }: CaseReport, language: Language): string =>
  inWords(LAYOUTS.find(({ key }) => key === layout)?.office, language) ?? layout;
