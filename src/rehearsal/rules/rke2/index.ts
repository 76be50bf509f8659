import type { Rule } from '../rule';
import { kubeProxy } from './kube-proxy';
import { serviceLb } from './service-lb';

/** Rules of this folder. */
export const RKE2_RULES: readonly Rule[] = [kubeProxy, serviceLb];
