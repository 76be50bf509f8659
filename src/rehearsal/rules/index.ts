import { ADMISSION_RULES } from './admission';
import { ARGOCD_RULES } from './argocd';
import { BACKEND_TLS_POLICY_RULES } from './backend-tls-policy';
import { CILIUM_RULES } from './cilium';
import { DIFF_RULES } from './diff';
import { FLEET_RULES } from './fleet';
import { GATEWAY_RULES } from './gateway';
import { KUBE_LOXILB_RULES } from './kube-loxilb';
import { LOXILB_RULES } from './loxilb';
import { RBAC_RULES } from './rbac';
import { REFERENCE_RULES } from './reference';
import { RKE2_RULES } from './rke2';
import { ROUTE_RULES } from './route';
import type { Rule } from './rule';
import { unusedAcknowledgement } from './unused-acknowledgement';
import { WEBHOOK_RULES } from './webhook';

export type { Rule } from './rule';

/** Every rule, by id. */
export const RULES: readonly Rule[] = [
  unusedAcknowledgement,
  ...ADMISSION_RULES,
  ...ARGOCD_RULES,
  ...BACKEND_TLS_POLICY_RULES,
  ...CILIUM_RULES,
  ...DIFF_RULES,
  ...FLEET_RULES,
  ...GATEWAY_RULES,
  ...KUBE_LOXILB_RULES,
  ...LOXILB_RULES,
  ...RBAC_RULES,
  ...REFERENCE_RULES,
  ...RKE2_RULES,
  ...ROUTE_RULES,
  ...WEBHOOK_RULES,
].sort((a, b) => (a.id < b.id ? -1 : 1));

const BY_ID = new Map(RULES.map((rule) => [rule.id, rule]));

/** The rule of an id; undefined if there is none. */
export function tryRule(id: string): Rule | undefined {
  return BY_ID.get(id);
}
