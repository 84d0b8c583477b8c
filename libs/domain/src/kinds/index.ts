import type { KindName } from '../model/kind-names.js';
import { answer } from './answer/index.js';
import { confirmTopic } from './confirmTopic/index.js';
import { consult } from './consult/index.js';
import { convene } from './convene/index.js';
import { decide } from './decide/index.js';
import { deliberate } from './deliberate/index.js';
import { feedback } from './feedback/index.js';
import { implement } from './implement/index.js';
import { investigate } from './investigate/index.js';
import type { StepKind } from './kind.js';
import { opine } from './opine/index.js';
import { publish } from './publish/index.js';
import { revisit } from './revisit/index.js';
import { selectMembers } from './selectMembers/index.js';
import { sign } from './sign/index.js';
import { triage } from './triage/index.js';

/** The vocabulary that procedures are put together from. A new kind is one folder and one line here. */
export const KINDS: Record<KindName, StepKind> = {
  triage,
  answer,
  investigate,
  confirmTopic,
  selectMembers,
  consult,
  convene,
  deliberate,
  sign,
  opine,
  decide,
  publish,
  implement,
  feedback,
  revisit,
};
