import { canonicalText } from '../../rehearsal/canonical-text';
import { codeOf, recordOf } from '../code';
import type { Drafter } from '../draft';
import { hasOnly, otherField } from '../json';

const KNOWN = ['description', 'sourceRepos', 'destinations', 'clusterResourceWhitelist'];

export const draftArgoProject: Drafter = ({ manifest: { spec } }) => {
  if (!hasOnly(spec, ...KNOWN)) return [otherField(spec, 'spec', KNOWN)];
  const { description, sourceRepos, destinations, clusterResourceWhitelist } = spec;
  const own =
    canonicalText(destinations) === canonicalText([{ server: 'https://kubernetes.default.svc', namespace: '*' }]);
  // Without the kinds first: the construct has a list of its own.
  return [undefined, codeOf(clusterResourceWhitelist ?? [], 'spec.clusterResourceWhitelist')].map((clusterKinds) => ({
    construct: 'ArgoProject' as const,
    props: recordOf({
      description: description === undefined ? undefined : codeOf(description, 'spec.description'),
      sourceRepos: codeOf(sourceRepos ?? [], 'spec.sourceRepos'),
      destinations: own ? undefined : codeOf(destinations ?? [], 'spec.destinations'),
      clusterKinds,
    }),
  }));
};
