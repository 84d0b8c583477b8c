import type { Role } from '#domain';
import { CaseReader, type CaseReport, CaseReports } from '#persistence';
import { Injectable } from '@nestjs/common';
import type { Account } from '../../../platform/auth/index.js';
import { Scope } from '../../../platform/auth/index.js';
import { notFound } from '../../../platform/problems/index.js';
import { Clock } from '../../../platform/settings/index.js';
import { formatInstant } from '../../../platform/validation/index.js';
import { CaseAccessService } from '../access/case-access.service.js';
import { NamesService } from '../directory/names.service.js';
import type { CaseReportDto, ReportedCasesDto, ReportMarksDto } from './dto/register.dto.js';

/** Who keeps the register. */
export const REGISTRARS: readonly Role[] = ['clerk', 'committee', 'mediator', 'townshipOffice'];

/** 已报送: which cases were entered in the registers of other offices. */
@Injectable()
export class ReportsService {
  constructor(
    private readonly reports: CaseReports,
    private readonly reader: CaseReader,
    private readonly access: CaseAccessService,
    private readonly names: NamesService,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem 404 when one of the cases lies where none of these roles is held; then none is marked */
  async set({ caseIds, layout, reported }: ReportMarksDto, account: Account): Promise<ReportedCasesDto> {
    const seen = await this.reader.seenOf(new Scope(account).cases({ roles: REGISTRARS }), caseIds);
    if (seen.length < caseIds.length) throw notFound();
    const mark = { layout, by: account.id, at: this.clock.now() };
    const changed = await (reported ? this.reports.mark(mark, seen) : this.reports.withdraw(mark, seen));
    return { changed };
  }

  /** With those that were taken back. @throws Problem 404 */
  async of(caseId: string, account: Account): Promise<CaseReportDto[]> {
    await this.access.find(account, caseId);
    const found = await this.reports.of([caseId], { withdrawn: true });
    const names = await this.names.book({
      accounts: found.flatMap(({ by, withdrawn }) => [by, ...(withdrawn ? [withdrawn.by] : [])]),
    });
    return found.map(({ layout, at, by, withdrawn }: CaseReport) => ({
      layout,
      reportedAt: formatInstant(at),
      reportedBy: names.of(by),
      ...(withdrawn && {
        withdrawnAt: formatInstant(withdrawn.at),
        withdrawnBy: names.of(withdrawn.by),
      }),
    }));
  }
}
