import type { Rule } from '../rule';

export const unknownKind: Rule = {
  id: 'admission/unknown-kind',
  severity: 'error',
  title: 'The kind does not exist in this version',
  why: 'The platform does not serve this version of the kind: it is of an older or newer release, or of the other channel. Applying it fails with "no matches for kind". For a group that is not known here nothing was checked.',
  cure: 'Use the version that the platform serves, or name the release of the cluster in the platform.',
  source: 'The CRDs of each Gateway API release and channel, and the definitions of Kubernetes',
};
