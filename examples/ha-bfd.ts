/* Two LoxiLB hosts that watch each other by BFD and tell each other their connections: a fail-over below a second. */
import { Chart } from 'cdk8s';
import { AddressPlan, KubeLoxilb, LoxiApp, LoxilbTopology } from 'cdk8s-loxi-gateway';

const plan = new AddressPlan({
  networks: { lan: '192.168.80.0/24', sync: '192.168.81.0/24' },
  apiEndpoint: '192.168.80.10',
  vipPools: { defaultPool: '192.168.80.200-192.168.80.220' },
  loxilbHosts: [
    { name: 'llb1', address: '192.168.80.7', syncAddress: '192.168.81.7' },
    { name: 'llb2', address: '192.168.80.8', syncAddress: '192.168.81.8' },
  ],
});
const topology = LoxilbTopology.bfd(plan);

const app = new LoxiApp();
new KubeLoxilb(new Chart(app, 'load-balancer'), 'kube-loxilb', topology.kubeLoxilb);
topology.addNodes(app, { runtime: 'docker' });
app.synth();
