import { GATEWAY, GATEWAY_API_GROUP, type ListenerSpec } from '../rehearsal/controller/api-kinds';
import type { Grants } from '../rehearsal/controller/grants';
import type { Listener } from '../rehearsal/controller/listener';
import { namespaceOf } from '../rehearsal/inventory';
import { type FindingMarks, joined } from './finding-marks';
import type { CertificateTopology, ListenerTopology, Mark } from './topology';

/** A listener as it stands in a Gateway or a ListenerSet. @param name as `listenerName` has it */
export function listenerTopology(
  name: string,
  spec: ListenerSpec,
  owner: Listener['owner'],
  { grants, marks }: { readonly grants: Grants; readonly marks: FindingMarks },
): ListenerTopology {
  const { port, protocol, hostname = '*', tls, allowedRoutes } = spec;
  return {
    name,
    port,
    protocol,
    hostname,
    certificates: (tls?.certificateRefs ?? []).map((ref): CertificateTopology => {
      const own = namespaceOf(owner);
      const { group = '', kind = 'Secret', namespace = own, name: secret } = ref;
      const crosses = namespace !== own;
      const from = { group: GATEWAY_API_GROUP, kind: owner.kind, namespace: own };
      const grant = crosses ? grants.find(from, { group, kind, namespace, name: secret }) : undefined;
      return { namespace, name: secret, crosses, grant: grant?.metadata.name };
    }),
    routesFrom: allowedRoutes?.namespaces?.from ?? 'Same',
    marks: marksOf(spec, owner, marks),
  };
}

/** A listener of a Gateway that is not among the manifests: a route names it, and nothing else is known. */
export function unknownListener(name: string): ListenerTopology {
  return {
    name,
    port: undefined,
    protocol: undefined,
    hostname: '*',
    certificates: [],
    routesFrom: 'Same',
    marks: [],
  };
}

/** Those of a ListenerSet are told apart by its name, and by its namespace if that is another one. */
export function listenerName({ owner, gateway, spec }: Listener): string {
  if (owner === gateway) return spec.name;
  const set = `${owner.metadata.name}/${spec.name}`;
  return namespaceOf(owner) === namespaceOf(gateway) ? set : `${namespaceOf(owner)}/${set}`;
}

/** What is wrong with a ListenerSet as a whole is wrong with each of its listeners: it has no node of its own. */
function marksOf({ name }: ListenerSpec, owner: Listener['owner'], marks: FindingMarks): readonly Mark[] {
  const index = (owner.spec.listeners ?? []).findIndex((each) => each.name === name);
  const own = marks.of(owner, `spec.listeners[${index}]`);
  if (GATEWAY.is(owner)) return own;
  return joined(own, ...['metadata', 'spec.parentRef'].map((path) => marks.of(owner, path)));
}
