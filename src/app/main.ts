import { LoxiApp } from '../synth';
import { BookinfoChart } from './bookinfo-chart';
import { CLUSTERS, type Cluster } from './clusters';
import { GatewayClassChart } from './gateway-class-chart';
import { HeadersChart } from './headers-chart';
import { TlsChart } from './tls-chart';
import { TrafficSplittingChart } from './traffic-splitting-chart';

/** The article as one app, for one cluster. */
function synthesize({ name, platform }: Cluster): void {
  const app = new LoxiApp({ outdir: 'dist', cluster: name, platform });
  // Before Cilium 1.18 the operator's own class has to do: no class could name a load-balancer class.
  const gatewayClass = platform.hasGatewayClassConfig
    ? new GatewayClassChart(app, 'gateway-class').gatewayClass
    : 'cilium';
  const namespace = 'default';
  const { bookinfo } = new BookinfoChart(app, 'bookinfo', { namespace, gatewayClass });
  new TlsChart(app, 'tls', { namespace, gatewayClass, bookinfo });
  const { listener, echoServers } = new TrafficSplittingChart(app, 'traffic-splitting', { namespace, gatewayClass });
  new HeadersChart(app, 'headers', { namespace, listener, echoServers });
  app.synth();
}

for (const cluster of CLUSTERS) synthesize(cluster);
