import type { Rule } from '../rule';
import { answerLost } from './answer-lost';
import { backendTlsChanged } from './backend-tls-changed';
import { backendsChanged } from './backends-changed';
import { certificateChanged } from './certificate-changed';
import { classChanged } from './class-changed';
import { clientValidationChanged } from './client-validation-changed';
import { effectUnknown } from './effect-unknown';
import { gatewayAdded } from './gateway-added';
import { gatewayClassChanged } from './gateway-class-changed';
import { gatewayRemoved } from './gateway-removed';
import { grantWidened } from './grant-widened';
import { hostnameExposed } from './hostname-exposed';
import { hostnameGone } from './hostname-gone';
import { loxilbChanged } from './loxilb-changed';
import { notApplied } from './not-applied';
import { plaintext } from './plaintext';
import { portExposed } from './port-exposed';
import { pruned } from './pruned';
import { prunedWithContent } from './pruned-with-content';
import { refused } from './refused';
import { routesAllowed } from './routes-allowed';
import { serviceAdded } from './service-added';
import { serviceRecreated } from './service-recreated';
import { serviceTypeChanged } from './service-type-changed';
import { sessionsDropped } from './sessions-dropped';
import { sourceRangesNarrowed } from './source-ranges-narrowed';
import { sourceRangesWidened } from './source-ranges-widened';
import { vipGone } from './vip-gone';
import { vipMoved } from './vip-moved';
import { vipNotKept } from './vip-not-kept';

/** Rules of this folder. */
export const DIFF_RULES: readonly Rule[] = [
  answerLost,
  backendTlsChanged,
  backendsChanged,
  certificateChanged,
  classChanged,
  clientValidationChanged,
  effectUnknown,
  gatewayAdded,
  gatewayClassChanged,
  gatewayRemoved,
  grantWidened,
  hostnameExposed,
  hostnameGone,
  loxilbChanged,
  notApplied,
  plaintext,
  portExposed,
  prunedWithContent,
  pruned,
  refused,
  routesAllowed,
  serviceAdded,
  serviceRecreated,
  serviceTypeChanged,
  sessionsDropped,
  sourceRangesNarrowed,
  sourceRangesWidened,
  vipGone,
  vipMoved,
  vipNotKept,
];
