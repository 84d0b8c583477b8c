import type { KindName } from '../../model/kind-names.js';
import type { Law } from './law.js';
import * as after from './laws-of-deciding.js';
import * as before from './laws-of-preparing.js';

/** The rules of each kind as the witness knows them. */
export const LAWS: Record<KindName, Law> = { ...before, ...after };
