import type { Rule } from '../rule';
import { classChanged } from './class-changed';
import { gatewayAdded } from './gateway-added';
import { gatewayRemoved } from './gateway-removed';
import { grantWidened } from './grant-widened';
import { notApplied } from './not-applied';
import { plaintext } from './plaintext';
import { sessionsDropped } from './sessions-dropped';
import { vipMoved } from './vip-moved';

/** Rules of this folder. */
export const DIFF_RULES: readonly Rule[] = [
  classChanged,
  gatewayAdded,
  gatewayRemoved,
  grantWidened,
  notApplied,
  plaintext,
  sessionsDropped,
  vipMoved,
];
