import { LoxiApp } from '../synth';
import { ArgoCdChart } from './argocd-chart';
import { BookinfoChart } from './bookinfo-chart';
import { CLUSTERS, type Cluster } from './clusters';
import { GatewayClassChart } from './gateway-class-chart';
import { HeadersChart } from './headers-chart';
import { LoadBalancerChart } from './load-balancer-chart';
import { TlsChart } from './tls-chart';
import { TrafficSplittingChart } from './traffic-splitting-chart';

/** The article as one app, for one cluster. */
function synthesize({ name, platform, topology, addNodes }: Cluster): void {
  const app = new LoxiApp({ outdir: 'dist', cluster: name, platform, topology: `docs/topology/${name}.md` });
  // Before Cilium 1.18 the operator's own class has to do: no class could name a load-balancer class.
  const gatewayClass = platform.hasGatewayClassConfig
    ? new GatewayClassChart(app, 'gateway-class').gatewayClass
    : 'cilium';
  const namespace = 'default';
  const { loadBalancer } = topology;
  new LoadBalancerChart(app, 'load-balancer', topology);
  topology.addNodes(app);
  addNodes(app, topology.plan);
  const { bookinfo } = new BookinfoChart(app, 'bookinfo', { namespace, gatewayClass, loadBalancer });
  new TlsChart(app, 'tls', { namespace, gatewayClass, loadBalancer, bookinfo });
  const { listener, echoServers } = new TrafficSplittingChart(app, 'traffic-splitting', {
    namespace,
    gatewayClass,
    loadBalancer,
  });
  new HeadersChart(app, 'headers', { namespace, listener, echoServers });
  app.synth();
}

/** What Argo CD is told, in the cluster that it runs in. */
function synthesizeArgoCd(): void {
  const app = new LoxiApp({ outdir: 'dist', cluster: 'argocd' });
  for (const cluster of CLUSTERS) new ArgoCdChart(app, cluster.name, cluster);
  app.synth();
}

for (const cluster of CLUSTERS) synthesize(cluster);
synthesizeArgoCd();
