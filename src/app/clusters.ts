import type { Construct } from 'constructs';
import { LoxilbTopology } from '../loxilb';
import { AddressPlan, Platform } from '../platform';
import { addArticleNodes } from './article-nodes';
import { addCurrentNodes } from './current-nodes';

/** A cluster that this app writes a tree for: `dist/<name>/`, and the files of its hosts, `hosts/<name>/`. */
export interface Cluster {
  readonly name: string;
  readonly platform: Platform;
  /** The pair of LoxiLB hosts in front of it. */
  readonly topology: LoxilbTopology;
  /** Adds its Kubernetes nodes. */
  readonly addNodes: (scope: Construct, plan: AddressPlan) => void;
}

/**
 * The article's addresses, made to fit together: it has the API server in 192.168.100.0/24, in 192.168.58.0/24 and nodes in
 * 10.0.9.0/24, and the VIP in 192.168.57.0/24, where LoxiLB is reached. Here nodes, VIP and LoxiLB's API are in 192.168.57.0/24, so
 * that replies find the VIP on their link, and BFD and synchronization keep to 192.168.58.0/24.
 */
const ARTICLE_PLAN = new AddressPlan({
  networks: { lan: '192.168.57.0/24', sync: '192.168.58.0/24' },
  podCidr: '10.100.0.0/16',
  serviceCidr: '10.110.0.0/16',
  clusterDns: '10.110.0.10',
  nodes: { 'kuber-master-1': '192.168.57.105', 'kuber-worker-1': '192.168.57.106' },
  apiEndpoint: '192.168.57.105',
  // One address is enough, because the gateways use different ports of it.
  vipPools: { defaultPool: '192.168.57.100/32' },
  loxilbHosts: [
    { name: 'llb1', address: '192.168.57.7', syncAddress: '192.168.58.110' },
    { name: 'llb2', address: '192.168.57.8', syncAddress: '192.168.58.111' },
  ],
});

/** As the article sets it up: RKE2 v1.32, Cilium 1.17.1, the Gateway API 1.2.0 CRDs. */
const ARTICLE: Cluster = {
  name: 'article',
  platform: new Platform({
    kubernetes: '1.32',
    cilium: { version: '1.17.1' },
    // Of the experimental channel the article installs TLSRoute only, which nothing here uses.
    gatewayApi: { version: '1.2.0', channel: 'standard' },
  }),
  topology: LoxilbTopology.bfd(ARTICLE_PLAN),
  addNodes: addArticleNodes,
};

/** The newest versions that fit together, in a network of the same kind with room for more VIPs. */
const CURRENT: Cluster = {
  name: 'current',
  platform: Platform.default,
  topology: LoxilbTopology.bfd(
    new AddressPlan({
      networks: { lan: '192.168.67.0/24', sync: '192.168.68.0/24' },
      nodes: { 'server-1': '192.168.67.11', 'agent-1': '192.168.67.21' },
      apiEndpoint: '192.168.67.11',
      vipPools: { defaultPool: '192.168.67.112/28' },
      loxilbHosts: [
        { name: 'llb1', address: '192.168.67.7', syncAddress: '192.168.68.7' },
        { name: 'llb2', address: '192.168.67.8', syncAddress: '192.168.68.8' },
      ],
    }),
  ),
  addNodes: addCurrentNodes,
};

export const CLUSTERS: readonly Cluster[] = [ARTICLE, CURRENT];
