import { actorIn, definitionOf, options, type CaseEvent, type CaseState, type ExternalRef } from '#domain';
import { CaseReader, ContentStore } from '#persistence';
import { Injectable } from '@nestjs/common';
import { actorAt, type Account } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/settings/index.js';
import { formatInstant, formatOptional } from '../../../platform/validation/index.js';
import type { SeenCase } from '../access/case-access.service.js';
import { type NameBook, NamesService } from '../directory/names.service.js';
import type { CaseDetailDto, StepDto } from './dto/case-detail.dto.js';
import { dueDto } from './due-words.js';
import { deadlinesOf } from './deadlines.service.js';
import { openCommands } from './open-commands.js';
import { stateOf } from './state.js';
import { optionDto, withoutLapsedAssignees } from './step-options.js';
import { milestoneTitles, numbersIn, Texts } from './texts.js';
import { isOverdue, SummariesService } from './summaries.service.js';

type EventOf<T extends CaseEvent['type']> = Extract<CaseEvent, { type: T }>;

/** One case with all that staff in its place may see. */
@Injectable()
export class CaseDetailsService {
  constructor(
    private readonly reader: CaseReader,
    private readonly content: ContentStore,
    private readonly summaries: SummariesService,
    private readonly names: NamesService,
    private readonly clock: Clock,
  ) {}

  async of({ found, lapsedAssignees }: SeenCase, account: Account): Promise<CaseDetailDto> {
    const all = await this.reader.events(found.id);
    // Summary and detail are of one version: what was recorded in between is for the next look.
    const events = all.filter(({ seq }) => seq <= found.version);
    const state = withoutLapsedAssignees(stateOf(events), lapsedAssignees);
    const actor = actorIn(state, actorAt(account, found.place));
    const opened = events[0] as EventOf<'caseOpened'>;
    const titles = milestoneTitles(events);
    const [[summary], names, texts, blocked] = await Promise.all([
      this.summaries.of([found]),
      this.names.book(namesOf(state)),
      Texts.read(this.content, [
        opened.matter,
        ...(opened.location ? [opened.location] : []),
        ...titles.values(),
        ...numbersIn(state),
      ]),
      this.reader.isParked(found.id),
    ]);
    const titleOf = (milestone: string): string | undefined => texts.of(titles.get(milestone)) ?? undefined;
    const numberOf = ({ number }: ExternalRef): string | undefined => texts.of(number) ?? undefined;
    const { facts, reporterId, externalRefs } = state;
    const now = this.clock.now();
    return {
      ...summary!,
      blocked,
      matter: texts.of(opened.matter) ?? undefined,
      location: texts.of(opened.location) ?? undefined,
      channel: opened.channel,
      reporter: names.maybe(reporterId),
      parties: facts.parties.map((id) => names.of(id)),
      departments: facts.departments.map((id) => names.of(id)),
      members: facts.members.map(({ personId, nomination, expert = false, mediator = false }) => ({
        ...names.of(personId),
        nomination,
        expert,
        mediator,
        talk: facts.talks[personId],
      })),
      steps: stepsOf(state, names),
      options: options(state, now).map((option) => ({
        ...optionDto(option, actor, names),
        ...(option.dueAt !== undefined && { due: dueDto(state.calendar, option.dueAt, now) }),
        overdue: isOverdue({ effectiveDueAt: option.dueAt, pausedUntil: found.pausedUntil }, now),
      })),
      commands: openCommands(state, actor, now),
      milestones: facts.milestones.map(({ id, dueOn, ownerId, doneOn }) => ({
        id,
        title: titleOf(id),
        dueOn,
        owner: names.maybe(ownerId),
        doneOn,
      })),
      objections: Object.entries(facts.objections).map(([id, { raisedAt, answered }]) => ({
        id,
        raisedAt: formatInstant(raisedAt),
        answered,
      })),
      externalRefs: externalRefs.map((ref) => ({
        system: ref.system,
        number: numberOf(ref),
        dueOn: ref.dueOn,
      })),
      confidential: found.confidential,
      governing: deadlinesOf({ state, titleOf, numberOf }, now)[0],
    };
  }
}

function namesOf({ facts, reporterId, steps }: CaseState) {
  return {
    persons: [
      reporterId,
      ...facts.parties,
      ...(facts.meeting?.presentMembers ?? []),
      ...facts.members.map(({ personId }) => personId),
      ...facts.milestones.map(({ ownerId }) => ownerId),
    ],
    accounts: Object.values(steps).map(({ assignee }) => assignee),
    organisation: facts.departments,
  };
}

const stepsOf = (state: CaseState, names: NameBook): StepDto[] =>
  Object.values(state.steps)
    .sort((a, b) => a.startedAt - b.startedAt || a.round - b.round)
    .map(
      ({
        key,
        kind,
        status,
        round,
        visit,
        owner,
        assignee,
        startedAt,
        dueAt,
        notBefore,
        outcome,
        doneAt,
      }) => ({
        step: key,
        kind,
        name: definitionOf(state, key)?.name ?? { zh: key, en: key },
        status,
        round,
        visit,
        owner,
        assignee: names.maybe(assignee),
        startedAt: formatInstant(startedAt),
        dueAt: formatOptional(dueAt),
        notBefore: formatOptional(notBefore),
        outcome,
        doneAt: formatOptional(doneAt),
      }),
    );
