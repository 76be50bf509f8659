// One percent of the requests to a new version, and all requests with a header.
import { Chart } from 'cdk8s';
import { Backend, HttpMatch, HttpRoute, LoxiApp, ParentGateway, WeightedHttpRoute } from 'cdk8s-loxi-gateway';

const app = new LoxiApp();
const chart = new Chart(app, 'canary', { namespace: 'shop' });
const parents = [ParentGateway.named('web').listener('http')];
const [stable, canary] = [Backend.service('shop-v1', 8080), Backend.service('shop-v2', 8080)];

new WeightedHttpRoute(chart, 'shop', {
  parents,
  backends: [
    { backend: stable, percent: 99 },
    { backend: canary, percent: 1 },
  ],
});

new HttpRoute(chart, 'shop-testers', {
  parents,
  rules: [{ matches: [HttpMatch.any().header('x-tester', 'yes')], backends: [canary] }],
});

app.synth();
