import type { KindName } from '../../model/kind-names.js';
import type { Move, View } from './move.js';
import * as after from './policy-after.js';
import * as before from './policy-before.js';

/** What people who know their work would do next in a step. */
export const POLICY: Record<KindName, (view: View) => Move> = { ...before, ...after };
