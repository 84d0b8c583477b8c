import type { KindName } from '../../model/kind-names.js';
import type { Move, View } from './move.js';
import * as after from './policy-of-deciding.js';
import * as before from './policy-of-preparing.js';

/** What people who know their work would do next in a step. */
export const POLICY: Record<KindName, (view: View) => Move> = { ...before, ...after };
