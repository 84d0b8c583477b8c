import { OF_CASES } from './cases.js';
import type { Declaration } from './declare.js';
import { OF_STEPS } from './steps.js';
import { OF_SUPERVISION_ORDERS } from './supervision-orders.js';
import { OF_TIME } from './time.js';

export type { RefusalClass } from './declare.js';

/**
 * Every refusal of the rules: declared here once with its class and the parameters of its sentences. The languages in
 * `libs/i18n` are checked against it by the compiler, as is every place that refuses.
 */
export const REFUSALS = {
  ...OF_CASES,
  ...OF_TIME,
  ...OF_STEPS,
  ...OF_SUPERVISION_ORDERS,
} satisfies Record<string, Declaration>;

export type RefusalCode = keyof typeof REFUSALS;
/** Names of the parameters without which the sentence of a refusal is not whole. */
export type RefusalParamName<Code extends RefusalCode> =
  (typeof REFUSALS)[Code] extends Declaration<infer Names> ? Names : never;
