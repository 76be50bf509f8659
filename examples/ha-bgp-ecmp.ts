/* Both LoxiLB hosts serve: they announce the VIPs alike, and the router spreads connections over them. */
import { Chart } from 'cdk8s';
import { AddressPlan, KubeLoxilb, LoxiApp, LoxilbTopology } from 'cdk8s-loxi-gateway';

const plan = new AddressPlan({
  networks: { nodes: '192.168.80.0/24', uplink: '50.50.50.0/24' },
  apiEndpoint: '192.168.80.10',
  vipPools: { defaultPool: '123.123.123.0/24' },
  loxilbHosts: [
    { name: 'llb1', address: '192.168.80.7' },
    { name: 'llb2', address: '192.168.80.8' },
  ],
  routers: { tor1: '50.50.50.1', tor2: '50.50.50.2' },
});
const topology = LoxilbTopology.bgpEcmp(plan, { asn: 65100, routers: { tor1: 65101, tor2: 65101 } });

const app = new LoxiApp();
new KubeLoxilb(new Chart(app, 'load-balancer'), 'kube-loxilb', topology.kubeLoxilb);
topology.addNodes(app);
app.synth();
