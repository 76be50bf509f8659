import type { Cluster } from '../../cluster';
import type { ControlledGateway } from '../../controller/controlled-gateways';
import { byAge } from '../../inventory';
import type { Rule, Violation } from '../rule';

export const address: Rule = {
  id: 'gateway/address',
  severity: 'error',
  title: 'A Gateway asks for an address that it cannot have',
  why: 'An address of a type that the controller does not have keeps the Gateway from being Accepted, one that is none or is not usable keeps it from being Programmed. Of two Gateways with one address and port the second one waits forever.',
  cure: 'Ask for an IP address that is free, or for none.',
  source: 'Gateway API v1.6.1, GatewayReasonUnsupportedAddress, GatewayReasonAddressNotUsable',
  check: (cluster) => {
    const asking = cluster.controller.gateways.all.filter(({ gateway }) => (gateway.spec.addresses ?? []).length > 0);
    if (asking.length === 0) return undefined;
    const taken = new Map<string, string>();
    return [...asking]
      .sort((a, b) => byAge(a.gateway, b.gateway))
      .flatMap((each) => [...refused(each), ...twice(each, taken, cluster)]);
  },
};

function refused({ gateway, addresses }: ControlledGateway): readonly Violation[] {
  const problem = addresses.unsupported ?? addresses.unusable;
  return problem ? [{ object: gateway, path: 'spec.addresses', message: problem.message }] : [];
}

function twice(
  { gateway, listeners }: ControlledGateway,
  taken: Map<string, string>,
  { platform }: Cluster,
): readonly Violation[] {
  if (!platform.implementation.ways.external) return [];
  return (gateway.spec.addresses ?? []).flatMap(({ value = '' }, index): Violation[] => {
    const owners = new Set<string>();
    for (const { spec } of value === '' ? [] : listeners) {
      const key = `${value} ${spec.protocol === 'UDP' ? 'UDP' : 'TCP'} ${spec.port}`;
      const owner = taken.get(key);
      if (owner === undefined) taken.set(key, gateway.metadata.name);
      else if (owner !== gateway.metadata.name) owners.add(owner);
    }
    if (owners.size === 0) return [];
    const message = `${value} is asked for by Gateway ${[...owners].join(', ')} as well, with the same port`;
    return [{ object: gateway, path: `spec.addresses[${index}]`, message }];
  });
}
