import type { Term } from '../model/basics.js';
import type { Procedure, ProcedureStep } from '../model/procedure.js';
import { INTAKE } from './intake.js';
import { allEdges, stepPath } from './graph.js';
import { problem, type Problem } from './problem.js';
import { approximateDays, spanOf } from './span.js';

/** 人民调解法 (in force since 2011-01-01); 人民调解工作若干规定 (Ministry of Justice, order 75, 2002). */
export type LegalAct = 'mediationLaw' | 'mediationRules';

/** A legal rule as a value with its article, so that a revised law is a new version here and nothing else. */
interface Legal<T> {
  value: T;
  act: LegalAct;
  articles: string;
}

export interface LegalParameters {
  version: number;
  /** Both parties' will: whose presence a dispute's meeting needs. */
  partiesPresent: Legal<'all'>;
  /** Who is no mediator joins only with the parties' consent. */
  outsidersNeedConsent: Legal<true>;
  /** Who must sign an agreement for it to bind. */
  partiesSign: Legal<'all'>;
  /** A written agreement takes effect with the mediator's signature and the committee's seal. */
  mediatorAndSeal: Legal<true>;
  /** Without the parties' consent nothing becomes public. */
  audience: Legal<'parties'>;
  /** What failed ends with arbitration, administrative and court ways explained. */
  waysExplained: Legal<true>;
  /** The usual frame of a mediation; both parties together may extend it. */
  frame: Legal<Term>;
  /** Likely public-security or criminal matters are reported. */
  redLinesReported: Legal<true>;
  /** No mediation against a refusal; who is turned away gets an answer with the ways. */
  refusalAnswered: Legal<true>;
}

export const LEGAL_PARAMETERS: LegalParameters = {
  version: 1,
  partiesPresent: { value: 'all', act: 'mediationLaw', articles: '17' },
  outsidersNeedConsent: { value: true, act: 'mediationLaw', articles: '20' },
  partiesSign: { value: 'all', act: 'mediationLaw', articles: '29' },
  mediatorAndSeal: { value: true, act: 'mediationLaw', articles: '29' },
  audience: { value: 'parties', act: 'mediationLaw', articles: '23' },
  waysExplained: { value: true, act: 'mediationLaw', articles: '26' },
  frame: { value: '30cd', act: 'mediationRules', articles: '33' },
  redLinesReported: { value: true, act: 'mediationLaw', articles: '25' },
  refusalAnswered: { value: true, act: 'mediationLaw', articles: '17, 26' },
};

interface Placed {
  step: ProcedureStep;
  path: string;
}

const ofKind = ({ steps }: Procedure, kind: ProcedureStep['kind']): Placed[] =>
  steps.flatMap((step, i) => (step.kind === kind ? [{ step, path: stepPath(i) }] : []));

type Rule = keyof Omit<LegalParameters, 'version'>;

const undercut = (rule: Rule, path: string, law: LegalParameters, key = ''): Problem => {
  const { value, act, articles } = law[rule];
  return problem(`law.${rule}`, path, { key, act, articles, value: String(value) });
};

/** An oral agreement on the spot is put on record; everything else may come to a written one (28, 30). */
const isQuick = (procedure: Procedure): boolean =>
  ofKind(procedure, 'sign').every(({ step }) => step.term === 'sameDay' && step.params.oral === true);

const checkMeeting = (procedure: Procedure, law: LegalParameters): Problem[] =>
  ofKind(procedure, 'deliberate').flatMap(({ step, path }) => {
    const { quorum } = step.params as { quorum?: { parties?: unknown } };
    return quorum?.parties === law.partiesPresent.value
      ? []
      : [undercut('partiesPresent', `${path}/params/quorum/parties`, law, step.key)];
  });

const checkMembers = (procedure: Procedure, law: LegalParameters): Problem[] => {
  const selecting = ofKind(procedure, 'selectMembers');
  const found = selecting.flatMap(({ step, path }) =>
    step.params.partiesMustAgree === law.outsidersNeedConsent.value
      ? []
      : [undercut('outsidersNeedConsent', `${path}/params/partiesMustAgree`, law, step.key)],
  );
  const written = !isQuick(procedure);
  for (const { step, path } of written ? selecting : [])
    if (step.params.mediator !== true)
      found.push(undercut('mediatorAndSeal', `${path}/params/mediator`, law, step.key));
  return found;
};

const checkSigning = (procedure: Procedure, law: LegalParameters): Problem[] =>
  ofKind(procedure, 'sign').flatMap(({ step, path }) => {
    const { signers, share, seal } = step.params;
    const found: Problem[] = [];
    if (signers !== 'parties' && signers !== 'byMethod')
      found.push(undercut('partiesSign', `${path}/params/signers`, law, step.key));
    if (share !== law.partiesSign.value)
      found.push(undercut('partiesSign', `${path}/params/share`, law, step.key));
    if (seal !== law.mediatorAndSeal.value)
      found.push(undercut('mediatorAndSeal', `${path}/params/seal`, law, step.key));
    return found;
  });

const checkPublishing = (procedure: Procedure, law: LegalParameters): Problem[] =>
  ofKind(procedure, 'publish').flatMap(({ step, path }) =>
    step.params.audience === law.audience.value
      ? []
      : [undercut('audience', `${path}/params/audience`, law, step.key)],
  );

/** "Not agreed" is a lawful end, and nobody leaves through it without knowing where else to turn. */
const checkFailing = (procedure: Procedure, law: LegalParameters): Problem[] => {
  const ends = allEdges(procedure).filter(({ end }) => end === 'notAgreed');
  if (ends.length === 0) return [{ ...undercut('waysExplained', '/steps', law), code: 'law.failureMissing' }];
  return ends.flatMap(({ from, path }) => {
    const step = procedure.steps.find(({ key }) => key === from);
    const explained = step?.kind === 'answer' && step.params.waysRequired === law.waysExplained.value;
    return explained ? [] : [undercut('waysExplained', path, law, from)];
  });
};

const checkFrame = ({ overallDeadline }: Procedure, law: LegalParameters): Problem[] => {
  const longest = approximateDays(spanOf(law.frame.value));
  if (overallDeadline && approximateDays(spanOf(overallDeadline.term)) <= longest) return [];
  // "As a rule" says the source, so this one only warns.
  return [{ ...undercut('frame', overallDeadline ? '/overallDeadline/term' : '', law), severity: 'warning' }];
};

const checkTriage = (procedure: Procedure, law: LegalParameters): Problem[] =>
  ofKind(procedure, 'triage').flatMap(({ step, path }) => {
    const { redLine, notAdmitted } = step.on;
    const found: Problem[] = [];
    if (redLine && !('end' in redLine && redLine.end === 'reported'))
      found.push(undercut('redLinesReported', `${path}/on/redLine`, law, step.key));
    const next = notAdmitted && 'to' in notAdmitted ? notAdmitted.to : undefined;
    const answers = procedure.steps.some(({ key, kind }) => key === next && kind === 'answer');
    if (notAdmitted && !answers)
      found.push(undercut('refusalAnswered', `${path}/on/notAdmitted`, law, step.key));
    return found;
  });

/** What the law demands of every procedure by which disputes are settled, and of the triage before it. */
export const checkLaw = (procedure: Procedure, law: LegalParameters): Problem[] => {
  if (procedure.key === INTAKE) return checkTriage(procedure, law);
  if (!procedure.categories.includes('dispute')) return [];
  const checks = [checkMeeting, checkMembers, checkSigning, checkPublishing, checkFailing, checkFrame];
  return checks.flatMap((check) => check(procedure, law));
};
