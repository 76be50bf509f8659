// Under the stock App of cdk8s everything works and gives the same bytes; only the folder is not swapped as one.
import { App, Chart, JsonPatch } from 'cdk8s';
import { Backend, GrpcMatch, GrpcRoute, ParentGateway, Platform, setPlatform } from 'cdk8s-loxi-gateway';

const app = new App();
setPlatform(app, new Platform({ cilium: { version: '1.19.6' } }));

const chart = new Chart(app, 'api', { namespace: 'api' });
const route = new GrpcRoute(chart, 'cart', {
  parents: [ParentGateway.named('web').listener('grpc')],
  rules: [{ matches: [GrpcMatch.service('shop.Cart')], backends: [Backend.service('cart', 9000)] }],
});
// Where props do not reach: JSON patches, with the names of Kubernetes.
route.apiObject.addJsonPatch(JsonPatch.add('/metadata/annotations', { 'example.com/owner': 'cart-team' }));

app.synth();
