import type { Rule } from '../rule';
import { answerLost } from './answer-lost';
import { certificateChanged } from './certificate-changed';
import { classChanged } from './class-changed';
import { gatewayAdded } from './gateway-added';
import { gatewayClassChanged } from './gateway-class-changed';
import { gatewayRemoved } from './gateway-removed';
import { grantWidened } from './grant-widened';
import { hostnameExposed } from './hostname-exposed';
import { hostnameGone } from './hostname-gone';
import { notApplied } from './not-applied';
import { plaintext } from './plaintext';
import { pruned } from './pruned';
import { prunedWithContent } from './pruned-with-content';
import { sessionsDropped } from './sessions-dropped';
import { vipMoved } from './vip-moved';

/** Rules of this folder. */
export const DIFF_RULES: readonly Rule[] = [
  answerLost,
  certificateChanged,
  classChanged,
  gatewayAdded,
  gatewayClassChanged,
  gatewayRemoved,
  grantWidened,
  hostnameExposed,
  hostnameGone,
  notApplied,
  plaintext,
  pruned,
  prunedWithContent,
  sessionsDropped,
  vipMoved,
];
