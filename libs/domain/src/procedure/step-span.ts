import type { Term } from '../model/basics.js';
import type { Procedure, ProcedureStep } from '../model/procedure.js';
import { besidesOf } from './graph.js';
import { add, longerOf, NO_TIME, spanOf, type Span } from './span.js';

/** What a step takes: what the procedure makes people wait at least, and its whole term. */
export interface StepSpan {
  compelled: Span;
  full: Span;
}

const termParam = (step: ProcedureStep, name: string): Term | undefined => {
  const value = step.params[name];
  return typeof value === 'string' ? value : undefined;
};

const ownSpan = (step: ProcedureStep): StepSpan => {
  const term = spanOf(step.term);
  if (step.kind === 'convene')
    return {
      compelled: spanOf(termParam(step, 'notice')),
      full: add(term, spanOf(termParam(step, 'within'))),
    };
  if (step.kind === 'publish') {
    const notice = spanOf(termParam(step, 'notice'));
    return { compelled: notice, full: add(term, notice) };
  }
  if (step.kind === 'revisit') {
    const after = Array.isArray(step.params.after) ? (step.params.after as Term[]) : [];
    const last = after.map(spanOf).reduce(longerOf, NO_TIME);
    return { compelled: last, full: add(last, term) };
  }
  return { compelled: NO_TIME, full: term };
};

/** Of a step and those beside it the longer. */
export const spanBesides = (procedure: Procedure, step: ProcedureStep): StepSpan =>
  [step, ...besidesOf(procedure, step.key)].map(ownSpan).reduce((a, b) => ({
    compelled: longerOf(a.compelled, b.compelled),
    full: longerOf(a.full, b.full),
  }));
