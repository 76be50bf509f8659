import type { Construct } from 'constructs';
import { Host } from '../hosts';
import type { AddressPlan } from '../platform';
import { NodePreparation, Rke2Agent, Rke2Server } from '../rke2';

const VERSION = 'v1.36.1+rke2r1';

/** A server and an agent of today. Argo CD installs Cilium, because this RKE2 brings an older one. */
export function addCurrentNodes(scope: Construct, plan: AddressPlan): void {
  const server = new Host(scope, 'server-1');
  new NodePreparation(server, 'Preparation', { host: server, role: 'server' });
  new Rke2Server(server, 'RKE2', { host: server, plan, version: VERSION, cni: 'none' });

  const agent = new Host(scope, 'agent-1');
  new NodePreparation(agent, 'Preparation', { host: agent, role: 'agent' });
  new Rke2Agent(agent, 'RKE2', { host: agent, plan, version: VERSION, tokenFile: '/etc/rancher/rke2/token' });
}
