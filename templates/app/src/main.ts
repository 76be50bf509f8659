import { ApiObject, Chart } from 'cdk8s';
import {
  Backend,
  Certificate,
  CiliumGatewayClass,
  ClusterApplication,
  HttpMatch,
  HttpRoute,
  LoxiApp,
  LoxiGateway,
  Platform,
  TlsGateway,
  WeightedHttpRoute,
} from 'cdk8s-loxi-gateway';

// What the cluster has. It is written to loxigw.yaml, by which `loxigw check` and `loxigw test` know it.
const platform = new Platform({
  cilium: { version: '1.20.0' },
  loxilb: { args: { cidrPools: 'defaultPool=192.168.57.100-192.168.57.120' } },
});

const files = { outdir: 'dist', platformFile: 'loxigw.yaml' };
const app = new LoxiApp({ ...files, cluster: 'production', platform, topology: 'TOPOLOGY.md' });
const argocd = new LoxiApp({ ...files, cluster: 'argocd' });

// Should it go from here one day, Argo CD leaves it, and all that is in it.
new ApiObject(new Chart(app, 'namespaces'), 'shop', {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'shop', annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false' } },
});
const chart = new Chart(app, 'shop', { namespace: 'shop' });
const gatewayClass = new CiliumGatewayClass(chart, 'cilium-loxilb');

// HTTPS, with a redirect for who comes by plain HTTP. The Secret shop-tls is made by whoever makes certificates.
const shop = new TlsGateway(chart, 'shop', {
  gatewayClass,
  loadBalancer: { mode: 'fullnat', staticIP: '192.168.57.100' },
  hosts: [{ hostname: 'shop.example.com', certificate: Certificate.fromSecret('shop-tls') }],
  redirectHttp: true,
});
new HttpRoute(chart, 'cart', {
  parents: [shop.listenerFor('shop.example.com')],
  hostnames: ['shop.example.com'],
  rules: [{ matches: [HttpMatch.prefix('/cart')], backends: [Backend.service('cart', 8080)] }],
});
// A tenth of the requests tries the new version.
new WeightedHttpRoute(chart, 'site', {
  parents: [shop.listenerFor('shop.example.com')],
  hostnames: ['shop.example.com'],
  backends: [
    { backend: Backend.service('site', 8080), percent: 90 },
    { backend: Backend.service('site-next', 8080), percent: 10 },
  ],
});

// Plain HTTP, for what needs no secrecy.
const status = new LoxiGateway(chart, 'status', {
  gatewayClass,
  loadBalancer: { mode: 'fullnat', staticIP: '192.168.57.101' },
  listeners: [{ name: 'http', protocol: 'HTTP', port: 80, hostname: 'status.example.com' }],
});
new HttpRoute(chart, 'status-page', {
  parents: [status.listener('http')],
  rules: [{ backends: [Backend.service('status', 8080)] }],
});

// What Argo CD is told, which knows the cluster by the name production. Apply dist/argocd once; from then on it keeps the cluster as
// dist/production says.
new ClusterApplication(new Chart(argocd, 'production'), 'production', {
  cluster: 'production',
  repoURL: 'https://git.example.com/platform/my-gateways.git',
  targetRevision: 'main',
});

app.synth();
argocd.synth();
