// Two clusters, or a hundred, from one program: dist/<cluster>/web.k8s.yaml, and what tells Argo CD of them, dist/argocd/.
import { Chart } from 'cdk8s';
import {
  AddressPlan,
  Backend,
  CiliumGatewayClass,
  Fleet,
  FleetApplicationSet,
  HttpRoute,
  KubeLoxilb,
  LoxiApp,
  LoxiGateway,
  LoxilbTopology,
  Platform,
} from 'cdk8s-loxi-gateway';

/** What is each cluster's own. */
const CLUSTERS = [
  { name: 'berlin', platform: new Platform({ cilium: { version: '1.20.0' } }), network: 1 },
  { name: 'lisbon', platform: new Platform({ cilium: { version: '1.18.12' } }), network: 2 },
];

new Fleet({
  clusters: CLUSTERS,
  // What loxigw check needs to know of each.
  platformFile: 'loxigw.yaml',
  define: (app, { name, network }) => {
    const plan = new AddressPlan({
      networks: { lan: `10.${network}.0.0/24` },
      apiEndpoint: `10.${network}.0.10`,
      vipPools: { defaultPool: `10.${network}.0.200-10.${network}.0.220` },
      loxilbHosts: [
        { name: 'llb1', address: `10.${network}.0.7` },
        { name: 'llb2', address: `10.${network}.0.8` },
      ],
    });
    const topology = LoxilbTopology.flatL2(plan);
    new KubeLoxilb(new Chart(app, 'load-balancer'), 'kube-loxilb', topology.kubeLoxilb);
    const chart = new Chart(app, 'web', { namespace: 'web' });
    const gateway = new LoxiGateway(chart, 'web', {
      gatewayClass: new CiliumGatewayClass(chart, 'cilium-loxilb'),
      loadBalancer: topology.loadBalancer,
      listeners: [{ name: 'http', protocol: 'HTTP', port: 80, hostname: `${name}.example.com` }],
    });
    new HttpRoute(chart, 'site', {
      parents: [gateway.listener('http')],
      rules: [{ backends: [Backend.service('web', 8080)] }],
    });
  },
}).synth();

const argocd = new LoxiApp({ outdir: 'dist', cluster: 'argocd', platformFile: 'loxigw.yaml' });
new FleetApplicationSet(new Chart(argocd, 'fleet'), 'edge', {
  repoURL: 'https://git.example.com/platform/edge.git',
  targetRevision: 'main',
});
argocd.synth();
