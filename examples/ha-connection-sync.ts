/*
 * Two LoxiLB hosts that tell each other their connections: TCP and SCTP survive a fail-over. The gateway takes its mode from the
 * topology, because the wrong one would lose them all the same.
 */
import { Chart } from 'cdk8s';
import { AddressPlan, CiliumGatewayClass, KubeLoxilb, LoxiApp, LoxiGateway, LoxilbTopology } from 'cdk8s-loxi-gateway';

const plan = new AddressPlan({
  networks: { lan: '192.168.80.0/24', sync: '192.168.81.0/24' },
  apiEndpoint: '192.168.80.10',
  vipPools: { defaultPool: '192.168.80.200-192.168.80.220' },
  loxilbHosts: [
    { name: 'llb1', address: '192.168.80.7', syncAddress: '192.168.81.7' },
    { name: 'llb2', address: '192.168.80.8', syncAddress: '192.168.81.8' },
  ],
});
const topology = LoxilbTopology.connectionSync(plan);

const app = new LoxiApp();
const chart = new Chart(app, 'load-balancer');
new KubeLoxilb(chart, 'kube-loxilb', topology.kubeLoxilb);
topology.addNodes(app);
new LoxiGateway(chart, 'web', {
  namespace: 'web',
  gatewayClass: new CiliumGatewayClass(chart, 'cilium-loxilb'),
  loadBalancer: topology.loadBalancer,
  listeners: [{ name: 'http', protocol: 'HTTP', port: 80 }],
});
app.synth();
