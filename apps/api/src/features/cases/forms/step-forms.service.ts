import {
  actorIn,
  type CaseState,
  type FormHints,
  type Instant,
  type ProposedOption,
  KINDS,
  knownDefinition,
  options,
  type ProcedureStep,
  type StepKey,
} from '#domain';
import { type Language, translate } from '#i18n';
import { CaseReader, Catalogue, ContentStore, PersonDirectory, PoolDirectory } from '#persistence';
import { Injectable } from '@nestjs/common';
import { type Account, actorAt } from '../../../platform/auth/index.js';
import { notFound } from '../../../platform/problems/index.js';
import { Clock } from '../../../platform/settings/index.js';
import type { SeenCase } from '../access/case-access.service.js';
import { NamesService } from '../directory/names.service.js';
import type { PayloadSchema } from '../payload/index.js';
import { stateOf } from '../views/state.js';
import { optionDto, withoutLapsedAssignees } from '../views/step-options.js';
import { milestoneTitles, Texts } from '../views/texts.js';
import type { FormOutcomeDto, StepFormDto, StepFormsDto } from './dto/step-form.dto.js';
import { formSchema, type NamedOption } from './form-schema.js';

interface Reader {
  account: Account;
  language: Language;
}

/** The forms of a step as this case, now, needs them. What they leave out or bar, the rules would refuse. */
@Injectable()
export class StepFormsService {
  constructor(
    private readonly reader: CaseReader,
    private readonly content: ContentStore,
    private readonly catalogue: Catalogue,
    private readonly people: PersonDirectory,
    private readonly pools: PoolDirectory,
    private readonly names: NamesService,
    private readonly clock: Clock,
  ) {}

  /** None of a step that isn't open. @throws Problem 404 for one that isn't there */
  async of(
    { found, lapsedAssignees }: SeenCase,
    key: StepKey,
    { account, language }: Reader,
  ): Promise<StepFormsDto> {
    const all = await this.reader.events(found.id);
    const events = all.filter(({ seq }) => seq <= found.version);
    const state = withoutLapsedAssignees(stateOf(events), lapsedAssignees);
    const now = this.clock.now();
    const step = state.steps[key];
    if (!step) throw notFound();
    const definition = knownDefinition(state, key);
    const about = { version: found.version, step: key, name: nameOf(definition, language), next: null };
    const offered = options(state, now).find((option) => option.step === key);
    if (!offered) return { ...about, items: [] };
    const { kind } = step;
    const context = { state, step, definition, params: definition.params, now };
    const expertise = new Map<string, string>();
    const hints = await Promise.all(
      offered.actions.map(async ({ action }) => {
        const hint = KINDS[kind].actions[action]!.form?.(context) ?? {};
        return [
          action,
          kind === 'selectMembers' ? await this.withPeople(hint, context, expertise) : hint,
        ] as const;
      }),
    );
    const titles = milestoneTitles(events);
    const [names, texts, procedures] = await Promise.all([
      this.names.book({ persons: idsIn(hints), organisation: idsIn(hints), accounts: [offered.assignee] }),
      Texts.read(this.content, [...titles.values()]),
      kind === 'triage' ? this.procedures(language) : [],
    ]);
    const named = ({ id, barred, with: known }: ProposedOption): NamedOption => {
      const name = texts.of(titles.get(id)) ?? names.of(id).name;
      const hint = expertise.get(id);
      return {
        id,
        ...(name && { name }),
        ...(barred && { barred: sentence(barred, language) }),
        ...(hint && { hint }),
        ...(known && { with: known }),
      };
    };
    const mine = new Map(
      optionDto(offered, actorIn(state, actorAt(account, found.place)), names).actions.map((one) => [
        one.action,
        one.mine,
      ]),
    );
    return {
      ...about,
      items: hints.map(([action, hint]): StepFormDto => {
        const schema = KINDS[kind].actions[action]!.schema as PayloadSchema;
        const form = formSchema(schema, { kind, action, hints: hint, language, now, name: named });
        return {
          action,
          name: translate(`action.${kind}.${action}`, language),
          mine: mine.get(action) ?? false,
          schema: kind === 'triage' ? withProcedures(form, procedures) : form,
          initial: hint.initial ?? {},
          ...(hint.each && { each: hint.each }),
          ...(hint.deciding && {
            deciding: hint.deciding,
            outcomes: outcomesOf(state, definition, hint, language),
          }),
        };
      }),
    };
  }

  /**
   * Who is in the pools of the place is proposed; close kin of the parties are barred. The rules are told of both by the
   * API.
   *
   * @param expertise is filled in, by person
   */
  private async withPeople(
    hints: FormHints,
    { state: { facts, place }, now }: { state: CaseState; now: Instant },
    expertise: Map<string, string>,
  ): Promise<FormHints> {
    const [kin, candidates] = await Promise.all([
      Promise.all(facts.parties.map((party) => this.people.kinOf(party))),
      this.pools.candidates([place.villageId, place.townshipId, place.countyId], now),
    ]);
    const pointer = '/members/*/personId';
    const barred = [
      ...(hints.barred?.[pointer] ?? []),
      ...kin.flat().map(({ id }) => ({ id, barred: 'selectMembers.memberIsKin' as const })),
    ];
    const why = new Map(barred.map((option) => [option.id, option.barred]));
    for (const one of candidates) if (one.expertise) expertise.set(one.personId, one.expertise);
    const proposed = candidates.map(({ personId: id, nomination, mediator, expert }) => ({
      id,
      ...(why.has(id) && { barred: why.get(id) }),
      with: { nomination, ...(mediator && { mediator }), ...(expert && { expert }) },
    }));
    return { ...hints, barred: { ...hints.barred, [pointer]: barred }, proposed: { [pointer]: proposed } };
  }

  private async procedures(language: Language): Promise<ProcedureOption[]> {
    const all = await this.catalogue.procedures();
    return all.flatMap(({ key, name, categories }) =>
      categories.length > 0
        ? [{ id: key, name: language === 'en' ? name.en : name.zh, 'x-when': { category: categories } }]
        : [],
    );
  }
}

interface ProcedureOption {
  id: string;
  name: string;
  /** Of which categories it is for. */
  'x-when': { category: string[] };
}

const withProcedures = (form: PayloadSchema, procedures: ProcedureOption[]): PayloadSchema => ({
  ...form,
  properties: {
    ...form.properties,
    procedure: { ...form.properties?.procedure, 'x-options': procedures },
  },
});

const nameOf = ({ name }: ProcedureStep, language: Language): string =>
  language === 'en' ? name.en : name.zh;

const sentence = (code: string, language: Language): string => translate(`barred.${code}`, language);

const idsIn = (hints: readonly (readonly [string, FormHints])[]): string[] =>
  hints
    .flatMap(([, { options: open = {}, barred = {}, proposed = {} }]) =>
      [open, barred, proposed].flatMap((some) => Object.values(some)).flat(),
    )
    .map(({ id }) => id)
    .filter((id) => id.includes('-'));

/** What each outcome is called and where it leads, for those that may be chosen now. */
function outcomesOf(
  state: CaseState,
  { kind, on }: ProcedureStep,
  { deciding = '', values }: FormHints,
  language: Language,
): FormOutcomeDto[] {
  const fitting = values?.[deciding];
  return Object.entries(on)
    .filter(([outcome]) => fitting?.includes(outcome) ?? true)
    .map(([outcome, transition]) => {
      const name = translate(`outcome.${kind}.${outcome}`, language);
      if ('end' in transition)
        return { value: outcome, name, leadsTo: translate(`closing.${transition.end}`, language) };
      if ('to' in transition)
        return { value: outcome, name, leadsTo: nameOf(knownDefinition(state, transition.to), language) };
      return { value: outcome, name };
    });
}
