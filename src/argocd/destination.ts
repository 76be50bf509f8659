import { checkDnsLabel } from '../resource/checks';
import type { Field } from '../resource/field';

/** The cluster that an Application applies to. */
export interface ArgoDestination {
  /** Name of the cluster in Argo CD. Not with `server`. @default none */
  readonly name?: string;
  /** URL of its API server. @default https://kubernetes.default.svc, the cluster of Argo CD, without a name */
  readonly server?: string;
  /** Namespace of objects that name none, and of a chart. @default none */
  readonly namespace?: string;
}

const IN_CLUSTER = 'https://kubernetes.default.svc';

/** `spec.destination`. @throws InvalidFieldError */
export function argoDestination(field: Field, given: ArgoDestination = {}, isChart: boolean): ArgoDestination {
  const { name, server, namespace } = given;
  checkDestination(field, given);
  if (namespace !== undefined) checkDnsLabel(field.at('namespace'), namespace);
  else if (isChart) {
    field.at('namespace').fail(namespace, 'is missing, and a chart is installed into a namespace', 'Give it.');
  }
  return {
    ...(name === undefined ? { server: server ?? IN_CLUSTER } : { name }),
    ...(namespace === undefined ? {} : { namespace }),
  };
}

/** The cluster. @throws InvalidFieldError */
export function checkDestination(field: Field, { name, server }: ArgoDestination): void {
  if (name !== undefined && server !== undefined) {
    field.fail({ name, server }, 'has name and server, of which Argo CD takes one', 'Leave one out.');
  }
  if (name === '' || name === '*') {
    field.at('name').fail(name, 'is no name of a cluster', 'Write that of the cluster in Argo CD.');
  }
  if (server !== undefined && !/^https?:\/\/[^\s@*]+$/.test(server)) {
    field.at('server').fail(server, 'is no URL of an API server', `Write it as "${IN_CLUSTER}".`);
  }
}
