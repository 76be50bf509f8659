import type { Cluster } from '../../cluster';
import { kindOf, type StoredObject } from '../../inventory';
import { each, type Rule } from '../rule';
import { appliesOnServer } from './argocd';

export const largeObject: Rule = {
  id: 'argocd/large-object',
  severity: 'error',
  title: 'A CRD is too large to be applied by the client',
  why: 'kubectl apply and Argo CD keep the whole object in an annotation, which the API server limits to 262144 bytes for all annotations. CRDs of the Gateway API are larger, and are refused.',
  cure: 'Set argocd.argoproj.io/sync-options to ServerSideApply=true on the CRD, or in the Application.',
  source: 'Kubernetes, metadata.annotations (262144 bytes); argo-cd v3.5.1, docs/user-guide/sync-options.md',
  check: each(definitions, (object, cluster) => {
    const size = Buffer.byteLength(JSON.stringify(object));
    const options = object.metadata.annotations?.['argocd.argoproj.io/sync-options'] ?? '';
    if (size <= MOST || options.includes('ServerSideApply=true') || appliesOnServer(cluster)) return undefined;
    return {
      object,
      path: '',
      message: `${size} bytes are more than fit into the annotation of the last applied state`,
    };
  }),
};

const MOST = 262_144;
const DEFINITION = kindOf('apiextensions.k8s.io', 'CustomResourceDefinition');

function definitions({ inventory }: Cluster): readonly StoredObject[] {
  return inventory.all(DEFINITION);
}
