// One gateway of the platform team, a route of an app team in its own namespace, a backend in a third one.
import { Chart } from 'cdk8s';
import {
  Backend,
  CiliumGatewayClass,
  HttpMatch,
  HttpRoute,
  LoxiApp,
  LoxiGateway,
  ParentGateway,
} from 'cdk8s-loxi-gateway';

const app = new LoxiApp();

const platform = new Chart(app, 'platform', { namespace: 'infra' });
const gateway = new LoxiGateway(platform, 'shared', {
  gatewayClass: new CiliumGatewayClass(platform, 'cilium-loxilb'),
  listeners: [
    {
      name: 'http',
      protocol: 'HTTP',
      port: 80,
      hostname: '*.example.com',
      allowedRoutes: { namespaces: { selector: { matchLabels: { 'example.com/routes': 'shared' } } } },
    },
  ],
});

// In the same app: the listener is known, and what would not attach is refused.
const shop = new Chart(app, 'shop', { namespace: 'shop' });
new HttpRoute(shop, 'shop', {
  parents: [gateway.listener('http')],
  hostnames: ['shop.example.com'],
  rules: [
    { matches: [HttpMatch.prefix('/payment')], backends: [Backend.service('payment', 8080, { namespace: 'finance' })] },
    { backends: [Backend.service('shop', 8080)] },
  ],
});

// From another app: by name.
const blog = new Chart(app, 'blog', { namespace: 'blog' });
new HttpRoute(blog, 'blog', {
  parents: [ParentGateway.named('shared', { namespace: 'infra' }).listener('http')],
  hostnames: ['blog.example.com'],
  rules: [{ backends: [Backend.service('blog', 8080)] }],
});

app.synth();
