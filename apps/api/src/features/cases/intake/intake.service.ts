import { decide, RULES_VERSION, type CalendarBits, type Place, type Procedure } from '#domain';
import { CaseNumbers, Catalogue, PersonDirectory, PlaceDirectory } from '#persistence';
import { Injectable } from '@nestjs/common';
import { type Account, Scope } from '../../../platform/auth/index.js';
import type { CommandRequest } from '../../../platform/commands/index.js';
import { derivedId } from '../../../platform/idempotency/index.js';
import { Problem } from '../../../platform/problems/index.js';
import { Clock } from '../../../platform/settings/index.js';
import { INTAKE } from '../actions/step-action.service.js';
import { type CaseCommandDraft, CaseCommandsService } from '../commands/case-commands.service.js';
import { CaseGatewayService, type Sent } from '../commands/case-gateway.service.js';

/** Where a matter was raised, as the form says it. */
export interface IntakePlace {
  villageId: string;
  gridId?: string | undefined;
}

/** What every opening needs from the API. */
export interface Opening {
  caseId: string;
  number: string;
  place: Place;
  intake: Procedure;
  calendar: CalendarBits;
}

/** Opens cases: the id follows from account and key, so that a repeat can't open two. */
@Injectable()
export class IntakeService {
  constructor(
    private readonly gateway: CaseGatewayService,
    private readonly commands: CaseCommandsService,
    private readonly catalogue: Catalogue,
    private readonly places: PlaceDirectory,
    private readonly numbers: CaseNumbers,
    private readonly people: PersonDirectory,
    private readonly clock: Clock,
  ) {}

  /**
   * @param draft the command that opens it, with the number that the case is to have
   * @returns what became of it; the case's id also when nothing is recorded yet
   */
  async open(
    request: CommandRequest,
    where: IntakePlace,
    draft: (opening: Opening) => CaseCommandDraft,
  ): Promise<Sent> {
    const caseId = derivedId('case', request.idempotency.commandId);
    const answered = await this.gateway.answered(caseId, request.idempotency);
    if (answered) return answered;
    const place = await this.placeOf(request.account, where);
    const { procedure: intake, calendar } = await this.catalogue.forOpening(INTAKE, place.countyId);
    if (!intake || !calendar) throw new Problem('server.notSetUp');
    const opening = { caseId, place, intake, calendar };
    const target = { id: caseId, caseId, place };
    const now = this.clock.now();
    await this.commands.dryRun(request, target, draft({ ...opening, number: '' }), (command) =>
      decide(RULES_VERSION, undefined, command, now),
    );
    // Taken when nothing is left to be refused, so that none is burnt.
    const number = await this.numbers.numberFor(caseId, place.townshipId, now);
    return this.commands.send(request, target, { ...draft({ ...opening, number }), start: 'open' });
  }

  /** An impersonal title is found by search and stands in lists: nobody's name belongs there. */
  async requireImpersonal(title: string | undefined, persons: readonly string[]): Promise<void> {
    if (title === undefined || persons.length === 0) return;
    const people = await this.people.get(persons);
    if ([...people.values()].some(({ name }) => name !== undefined && title.includes(name)))
      throw new Problem('title.personal', {}, '/title');
  }

  /** @throws Problem 422 for a place that doesn't exist or isn't the account's */
  private async placeOf(account: Account, { villageId, gridId }: IntakePlace): Promise<Place> {
    const place = await this.places.placeOfCase((gridId ?? villageId).toLowerCase());
    const fits = place?.villageId === villageId.toLowerCase() && new Scope(account).covers(place);
    if (!fits) throw new Problem('place.unknown', {}, gridId ? '/gridId' : '/villageId');
    return place;
  }
}
