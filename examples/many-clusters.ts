// The same chart for several clusters with versions of their own: dist/<cluster>/web.k8s.yaml.
import { Chart } from 'cdk8s';
import { Backend, CiliumGatewayClass, HttpRoute, LoxiApp, LoxiGateway, Platform } from 'cdk8s-loxi-gateway';

const CLUSTERS = {
  berlin: new Platform({ cilium: { version: '1.20.0' } }),
  lisbon: new Platform({ cilium: { version: '1.18.12' } }),
};

for (const [cluster, platform] of Object.entries(CLUSTERS)) {
  const app = new LoxiApp({ outdir: 'dist', cluster, platform });
  const chart = new Chart(app, 'web', { namespace: 'web' });
  const gateway = new LoxiGateway(chart, 'web', {
    gatewayClass: new CiliumGatewayClass(chart, 'cilium-loxilb'),
    loadBalancer: { mode: 'fullnat', pool: cluster },
    listeners: [{ name: 'http', protocol: 'HTTP', port: 80 }],
  });
  new HttpRoute(chart, 'site', {
    parents: [gateway.listener('http')],
    rules: [{ backends: [Backend.service('web', 8080)] }],
  });
  app.synth();
}
