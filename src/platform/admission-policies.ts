import { atLeast, type Version } from './version';

/** The API in which a Kubernetes release has mutating admission policies. */
export interface AdmissionPolicyApi {
  /** Version of `admissionregistration.k8s.io`. */
  readonly version: 'v1' | 'v1beta1' | 'v1alpha1';
  /** False where the API servers have to be told: by the feature gate `MutatingAdmissionPolicy` and the API version. */
  readonly on: boolean;
}

/**
 * Releases of Kubernetes with the API that MutatingAdmissionPolicy has in them, newest first.
 * Source: KEP 3962; k8s.io/api at v0.32 to v0.36.
 */
const SINCE: readonly (readonly [since: Version, api: AdmissionPolicyApi])[] = [
  ['1.36', { version: 'v1', on: true }],
  ['1.34', { version: 'v1beta1', on: false }],
  ['1.32', { version: 'v1alpha1', on: false }],
];

/** The API of mutating admission policies; undefined before Kubernetes 1.32. */
export function mutatingAdmissionPolicyApi(kubernetes: Version): AdmissionPolicyApi | undefined {
  return SINCE.find(([since]) => atLeast(kubernetes, since))?.[1];
}

/** True if webhooks can have match conditions in CEL: on by default since Kubernetes 1.28 (KEP 3716). */
export function hasWebhookMatchConditions(kubernetes: Version): boolean {
  return atLeast(kubernetes, '1.28');
}
