/*
 * VIPs of a network that is on no link: both LoxiLB hosts announce them to the routers, the one that kube-loxilb chose with a
 * better preference.
 */
import { Chart } from 'cdk8s';
import {
  AddressPlan,
  BgpDefinedSet,
  BgpPolicy,
  BgpPolicyApply,
  KubeLoxilb,
  LoxiApp,
  LoxilbTopology,
} from 'cdk8s-loxi-gateway';

const plan = new AddressPlan({
  networks: { nodes: '192.168.80.0/24', uplink: '50.50.50.0/24' },
  apiEndpoint: '192.168.80.10',
  vipPools: { defaultPool: '123.123.123.0/24' },
  loxilbHosts: [
    { name: 'llb1', address: '192.168.80.7' },
    { name: 'llb2', address: '192.168.80.8' },
  ],
  routers: { tor1: '50.50.50.1' },
});
const topology = LoxilbTopology.bgpActiveBackup(plan, { asn: 65100, routers: { tor1: 65101 } });

const app = new LoxiApp();
const chart = new Chart(app, 'load-balancer');
// BGP resources are read with bgpResources only.
new KubeLoxilb(chart, 'kube-loxilb', { ...topology.kubeLoxilb, bgpResources: true });
topology.addNodes(app);

// Nothing but VIPs leaves.
const vips = new BgpDefinedSet(chart, 'vips', {
  type: 'prefix',
  prefixes: [{ prefix: '123.123.123.0/24', lengths: [24, 32] }],
});
const policy = new BgpPolicy(chart, 'only-vips', {
  statements: [{ name: 'vips', conditions: { prefixes: { set: vips } }, actions: { disposition: 'accept-route' } }],
});
new BgpPolicyApply(chart, 'only-vips-out', {
  neighbor: 'global',
  direction: 'export',
  policies: [policy],
  otherwise: 'reject',
});
app.synth();
