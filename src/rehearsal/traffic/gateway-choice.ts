import { parseAddress } from '../../platform/ip-range';
import type { Cluster } from '../cluster';
import type { ControlledGateway } from '../controller/controlled-gateways';
import { hostnamesOf } from '../hostnames';
import { namespaceOf } from '../inventory';
import type { Incoming } from './request';

/**
 * The Gateway that a request comes to: the one that it names; else the one that has the address and port; else the one whose listener is for
 * the host, the most specific of all.
 *
 * @param address where the client connects to. @default the host, if that is an address
 */
export function gatewayFor(
  cluster: Cluster,
  incoming: Incoming,
  address: string | undefined,
  say: (step: string) => void,
): ControlledGateway | undefined {
  const { all } = cluster.controller.gateways;
  if (incoming.gateway) {
    const { namespace, name } = incoming.gateway;
    const found = all.find(({ gateway }) => namespaceOf(gateway) === namespace && gateway.metadata.name === name);
    if (!found) say(`there is no Gateway ${namespace}/${name} of this controller`);
    return found;
  }
  const target = address ?? incoming.host.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
  if (parseAddress(target)) {
    const found = all.find((each) => hasAddress(cluster, each, target) && listensOn(each, incoming.port));
    say(
      found
        ? `${target} port ${incoming.port} is Gateway ${titleOf(found)}`
        : `no Gateway has ${target} with port ${incoming.port}`,
    );
    return found;
  }
  const listening = all.filter((each) => listensOn(each, incoming.port));
  for (const hostname of hostnamesOf(incoming.hostname)) {
    const found = listening.find(({ listeners }) =>
      listeners.some(({ spec }) => spec.port === incoming.port && (spec.hostname ?? '').toLowerCase() === hostname),
    );
    if (!found) continue;
    say(`${incoming.hostname} is taken to be at Gateway ${titleOf(found)}, whose listener is for it`);
    return found;
  }
  say(`no Gateway listens for ${incoming.hostname === '' ? 'this' : incoming.hostname} on port ${incoming.port}`);
  return undefined;
}

function hasAddress({ loadBalancer }: Cluster, { gateway, addresses }: ControlledGateway, address: string): boolean {
  return (
    loadBalancer?.vipOf(gateway) === address ||
    gateway.spec.infrastructure?.annotations?.['loxilb.io/staticIP'] === address ||
    addresses.addresses.some(({ value }) => value === address)
  );
}

function listensOn({ listeners }: ControlledGateway, port: number): boolean {
  return listeners.some(({ spec }) => spec.port === port);
}

function titleOf({ gateway }: ControlledGateway): string {
  return `${namespaceOf(gateway)}/${gateway.metadata.name}`;
}
