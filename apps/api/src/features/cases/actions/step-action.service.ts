import { KINDS, refuse, type Action, type KindName, type Procedure } from '#domain';
import { type CaseForCommand, CaseReader, Catalogue, PersonDirectory } from '#persistence';
import { Injectable } from '@nestjs/common';
import { Problem } from '../../../platform/problems/index.js';
import { problemOf } from '../../../platform/commands/index.js';
import type { CaseCommandDraft } from '../commands/case-commands.service.js';
import { checkPayload, referencesIn, textsOf, withRefs, type PayloadSchema } from '../payload/index.js';
import { stateOf } from '../views/state.js';

const PREFIX = '/payload';

export interface ActionRequest {
  step: string;
  action: string;
  payload: Record<string, unknown>;
  ifMatch?: string | undefined;
}

/** Turns what a client sends into an action of a step kind: checked by its schema, with what the API attaches. */
@Injectable()
export class StepActionService {
  constructor(
    private readonly reader: CaseReader,
    private readonly catalogue: Catalogue,
    private readonly people: PersonDirectory,
  ) {}

  async draft(found: CaseForCommand, request: ActionRequest): Promise<CaseCommandDraft> {
    const { step, action, payload } = request;
    const kind = await this.kindOfOpenStep(found, step);
    const schema = schemaOf(kind, step, action);
    if (kind === 'decide' && request.ifMatch === undefined) throw new Problem('request.ifMatchMissing');
    checkPayload(schema, payload, PREFIX);
    const references = referencesIn(schema, payload);
    return {
      prefix: PREFIX,
      texts: textsOf(schema, payload),
      references: references.map((reference) => ({ ...reference, path: PREFIX + reference.path })),
      body: async (refs) => ({
        type: 'act',
        ...(await this.newerCalendar(found)),
        step,
        action,
        payload: await this.attached(found.id, kind, withRefs(schema, payload, refs)),
        ...(await this.chosen(kind, payload)),
      }),
    };
  }

  /** What the action opens must not be counted by a calendar that was replaced meanwhile. */
  private async newerCalendar({ place, calendarVersion, newestCalendar }: CaseForCommand) {
    if (newestCalendar <= calendarVersion) return undefined;
    const calendar = await this.catalogue.newerCalendar(place.countyId, calendarVersion);
    return calendar && { calendar };
  }

  /** The same refusals as the rules have, before anything is written for an action that can't be. */
  private async kindOfOpenStep(found: CaseForCommand, key: string): Promise<KindName> {
    if (found.status === 'closed') throw problemOf({ code: 'case.closed' });
    const step = found.steps.find((one) => one.step === key);
    if (step?.status === 'open') return step.kind;
    const known = step ?? (await this.definitionOf(found, key));
    throw problemOf(refuse(known ? 'step.notOpen' : 'step.unknown', { step: key }).refusal);
  }

  private async definitionOf({ procedureKey, procedureVersion }: CaseForCommand, key: string) {
    const procedures = await Promise.all([
      this.catalogue.procedure(procedureKey, procedureVersion),
      this.catalogue.procedure(INTAKE),
    ]);
    return procedures.flatMap((procedure) => procedure?.steps ?? []).find((step) => step.key === key);
  }

  /** Declared close kin among the parties, so that the rules can bar them. */
  private async attached(
    caseId: string,
    kind: KindName,
    payload: Record<string, unknown>,
  ): Promise<Record<string, unknown>> {
    if (kind !== 'selectMembers') return payload;
    const { facts } = stateOf(await this.reader.events(caseId));
    return {
      ...payload,
      members: await withKin(this.people, payload.members as MemberPayload[], facts.parties),
    };
  }

  /** The procedure that triage chooses, as it was published last. */
  private async chosen(kind: KindName, payload: Record<string, unknown>): Promise<{ procedure?: Procedure }> {
    if (kind !== 'triage' || typeof payload.procedure !== 'string') return {};
    const procedure = await this.catalogue.procedure(payload.procedure);
    return procedure ? { procedure } : {};
  }
}

/** The procedure that every case begins with. */
export const INTAKE = 'intake';

export interface MemberPayload {
  personId: string;
  [field: string]: unknown;
}

/** Members with the parties to whom each is declared close kin. */
export async function withKin<M extends MemberPayload>(
  people: PersonDirectory,
  members: readonly M[],
  parties: readonly string[],
): Promise<(M & { closeKinOf?: string[] })[]> {
  const pairs = await people.kinBetween(
    members.map(({ personId }) => personId),
    parties,
  );
  return members.map((member) => {
    const closeKinOf = pairs.filter(({ one }) => one === member.personId).map(({ other }) => other);
    return closeKinOf.length > 0 ? { ...member, closeKinOf } : member;
  });
}

function schemaOf(kind: KindName, step: string, action: string): PayloadSchema {
  const { actions } = KINDS[kind];
  const known: Action | undefined = Object.hasOwn(actions, action) ? actions[action] : undefined;
  if (!known) throw problemOf(refuse('action.unknown', { step, action }).refusal);
  return known.schema as PayloadSchema;
}
