/*
 * Two LoxiLB hosts in the network of their clients; kube-loxilb chooses the active one, and a fail-over takes 3 to 25 seconds.
 * Connections do not survive it. Prints nothing; see dist/ and hosts/.
 */
import { Chart } from 'cdk8s';
import { AddressPlan, KubeLoxilb, LoxiApp, LoxilbTopology } from 'cdk8s-loxi-gateway';

const plan = new AddressPlan({
  networks: { lan: '192.168.80.0/24' },
  apiEndpoint: '192.168.80.10',
  vipPools: { defaultPool: '192.168.80.200-192.168.80.220' },
  loxilbHosts: [
    { name: 'llb1', address: '192.168.80.7' },
    { name: 'llb2', address: '192.168.80.8' },
  ],
});
const topology = LoxilbTopology.flatL2(plan);

const app = new LoxiApp();
const chart = new Chart(app, 'load-balancer');
new KubeLoxilb(chart, 'kube-loxilb', topology.kubeLoxilb);
topology.addNodes(app);
app.synth();
