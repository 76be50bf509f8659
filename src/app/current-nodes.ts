import type { Construct } from 'constructs';
import { Host } from '../hosts';
import type { AddressPlan } from '../platform';
import { HostPreparation, Rke2Agent, Rke2Server } from '../rke2';

const VERSION = 'v1.36.1+rke2r1';

/** A server and an agent of today. Argo CD installs Cilium, because this RKE2 brings an older one. */
export function addCurrentNodes(scope: Construct, addresses: AddressPlan): void {
  const server = new Host(scope, 'server-1');
  new HostPreparation(server, 'Preparation', { host: server });
  new Rke2Server(server, 'RKE2', { host: server, addresses, version: VERSION, cni: 'none', start: true });

  const agent = new Host(scope, 'agent-1');
  new HostPreparation(agent, 'Preparation', { host: agent });
  new Rke2Agent(agent, 'RKE2', { host: agent, addresses, version: VERSION, start: true });
}
