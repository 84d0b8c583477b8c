import type { Category } from '../model/basics.js';
import type { KindName } from '../model/kind-names.js';
import type { Procedure, ProcedureStep } from '../model/procedure.js';
import type { CaseFacts, CaseState, Member, StepState } from '../model/state.js';
import { MONDAY, WEEKENDS, anId } from './values.js';

export const noFacts = (): CaseFacts => ({
  parties: [],
  departments: [],
  heard: [],
  members: [],
  talks: {},
  opinions: {},
  milestones: [],
  objections: {},
  revisits: [],
});

export const aMember = (n: number, more: Partial<Member> = {}): Member => ({
  personId: anId(n),
  nomination: 'publicNominated',
  ...more,
});

export const aStepDefinition = (kind: KindName, more: Partial<ProcedureStep> = {}): ProcedureStep => ({
  key: kind,
  kind,
  name: { zh: '一步', en: 'a step' },
  owner: 'convener',
  params: {},
  on: {},
  ...more,
});

export const aStep = (kind: KindName, more: Partial<StepState> = {}): StepState => ({
  key: kind,
  kind,
  status: 'open',
  round: 1,
  visit: 1,
  owner: 'convener',
  startedAt: MONDAY,
  ...more,
});

const intake: Procedure = {
  key: 'intake',
  version: 1,
  name: { zh: '受理', en: 'Intake' },
  categories: [],
  start: 'triage',
  steps: [aStepDefinition('triage')],
};

/** A dispute of two parties, opened on a Monday morning, unless told otherwise. */
export const aCase = ({
  facts,
  ...more
}: Partial<Omit<CaseState, 'facts'>> & {
  facts?: Partial<CaseFacts>;
  category?: Category;
} = {}): CaseState => ({
  caseId: anId(1_000),
  number: '2026-0001',
  updatedAt: MONDAY,
  seq: 1,
  place: { countyId: anId(1_001), townshipId: anId(1_002), villageId: anId(1_003) },
  category: 'dispute',
  urgent: false,
  openedAt: MONDAY,
  intake,
  calendar: WEEKENDS,
  externalRefs: [],
  round: 1,
  loops: {},
  steps: {},
  escalated: false,
  ...more,
  facts: { ...noFacts(), parties: [anId(1), anId(2)], ...facts },
});
