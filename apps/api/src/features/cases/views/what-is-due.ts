import { definitionOf, type CaseState, type ExternalRef } from '#domain';
import { translate, type Language } from '#i18n';
import type { NamedDue } from './deadline-words.js';

/** The title of a milestone as far as it is known and not erased. */
export type TitleOf = (milestone: string) => string | null | undefined;

interface Due {
  clock?: string;
  step?: string | undefined;
  milestone?: string | undefined;
  external?: ExternalRef | undefined;
}

/** What is due, as people call it; without a step it is the overall deadline. */
export function nameOfDue({ clock, step, milestone }: Due, context: CaseNames, language: Language): string {
  if (clock === 'overall' || step === undefined) return translate('deadline.name.overall', language);
  const name = stepName(context.state, step, language);
  if (milestone === undefined) return name;
  const title = context.titleOf(milestone);
  const key = title ? 'deadline.name.milestone' : 'deadline.name.untitled';
  return translate(key, language, { step: name, milestone, title });
}

/** From where names of steps and milestones come, and numbers of other systems. */
export interface CaseNames {
  state: CaseState;
  titleOf: TitleOf;
  /** None once it was erased. */
  numberOf(ref: ExternalRef): string | undefined;
}

export function stepName(state: CaseState, step: string, language: Language): string {
  const name = definitionOf(state, step)?.name;
  return name ? name[language === 'en' ? 'en' : 'zh'] : step;
}

export const namesOfDue =
  (due: Due, context: CaseNames) =>
  (language: Language): NamedDue => ({
    name: nameOfDue(due, context, language),
    number: due.external && context.numberOf(due.external),
    stepName: (step) => stepName(context.state, step, language),
  });
