import { type Construct, Node } from 'constructs';
import { parse } from 'yaml';
import { AddressPlan, Host, type Rke2NodeProps, type Rke2ServerProps } from '../../src';

/** The article's addresses, as far as it says them. */
export const addresses = (changed: Partial<ConstructorParameters<typeof AddressPlan>[0]> = {}): AddressPlan =>
  new AddressPlan({
    networks: { nodes: '192.168.100.0/24', vips: '192.168.57.0/24' },
    podCidr: '10.100.0.0/16',
    serviceCidr: '10.110.0.0/16',
    clusterDns: '10.110.0.10',
    nodes: { 'kuber-master-1': '192.168.100.100', 'kuber-worker-1': '192.168.100.101' },
    apiEndpoint: '192.168.100.100',
    vipPools: { defaultPool: '192.168.57.100-192.168.57.120' },
    ...changed,
  });

/** A host below a chart, made once for each name. */
export function hostOf(scope: Construct, name: string): Host {
  const known = Node.of(scope).tryFindChild(name);
  return Host.isHost(known) ? known : new Host(scope, name);
}

/** What the article's cluster needs at the least. */
export const nodeProps = (scope: Construct, name: string): Rke2NodeProps => ({
  host: hostOf(scope, name),
  version: 'v1.32.1+rke2r1',
  addresses: addresses(),
});

export const serverProps = (scope: Construct): Rke2ServerProps => ({
  ...nodeProps(scope, 'kuber-master-1'),
  cni: 'none',
});

/** The text of a file on a host. */
export function textOf(host: Host, path = '/etc/rancher/rke2/config.yaml'): string {
  const file = host.files.find((each) => each.path === path);
  if (!file) throw new Error(`${path} is not there`);
  return file.content;
}

/** The configuration as RKE2 reads it: YAML 1.1. */
export function configOf(host: Host): Record<string, unknown> {
  return parse(textOf(host), { version: '1.1' });
}
