import { fills, type NewAddressee, type Place } from '#domain';
import { CaseReader, type StepSummary } from '#persistence';
import { Injectable } from '@nestjs/common';
import { AccountLoaderService, Scope } from '../../platform/auth/index.js';
import { Problem } from '../../platform/problems/index.js';
import type { AddressedDto } from './dto/supervision-order-actions.dto.js';

/** To whom an order goes. Whether it may go there, the rules say. */
@Injectable()
export class SupervisionOrderAddresseesService {
  constructor(
    private readonly reader: CaseReader,
    private readonly accounts: AccountLoaderService,
  ) {}

  async stepOf(caseId: string, key: string): Promise<StepSummary | undefined> {
    return (await this.reader.steps(caseId)).find((one) => one.step === key);
  }

  /**
   * Who is named; else who holds the step, or the role that owns it.
   *
   * @param step that the order is about, as long as it is open
   * @throws Problem 422 when nobody is named, or two are, or somebody who does not hold the step
   */
  async choose(
    place: Place,
    step: StepSummary | undefined,
    { accountId, role }: AddressedDto,
  ): Promise<NewAddressee> {
    if (accountId && role) throw new Problem('supervisionOrder.addresseeTwice', {}, '/role');
    if (accountId && step && step.assignee !== accountId)
      throw new Problem('supervisionOrder.notAssignee', { step: step.kind }, '/accountId');
    if (role) return { role };
    if (accountId) return { accountId, roles: await this.rolesOf(accountId, place) };
    const roles = step?.assignee ? await this.rolesOf(step.assignee, place) : [];
    // Who lost the role for it holds the step no longer.
    if (step?.assignee && fills(roles, step.owner)) return { accountId: step.assignee, roles };
    if (!step) throw new Problem('supervisionOrder.addresseeMissing', {}, '/accountId');
    return { role: step.owner };
  }

  private async rolesOf(accountId: string, place: Place) {
    const account = await this.accounts.load(accountId);
    return account ? new Scope(account).rolesAt(place) : [];
  }
}
