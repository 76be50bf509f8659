// Two hostnames over TLS, certificates by cert-manager, plain HTTP redirected.
import { Chart } from 'cdk8s';
import { Backend, Certificate, CiliumGatewayClass, HttpRoute, LoxiApp, TlsGateway } from 'cdk8s-loxi-gateway';

const app = new LoxiApp();
const chart = new Chart(app, 'edge', { namespace: 'edge' });
const certificate = Certificate.certManager({
  issuer: { name: 'letsencrypt', kind: 'ClusterIssuer' },
  secretName: 'edge-tls',
});

const gateway = new TlsGateway(chart, 'web', {
  gatewayClass: new CiliumGatewayClass(chart, 'cilium-loxilb'),
  loadBalancer: { mode: 'fullnat', staticIP: '192.0.2.10' },
  hosts: [
    { hostname: 'shop.example.com', certificate },
    { hostname: 'blog.example.com', certificate },
  ],
  redirectHttp: true,
});

for (const name of ['shop', 'blog']) {
  new HttpRoute(chart, name, {
    parents: [gateway.listenerFor(`${name}.example.com`)],
    rules: [{ backends: [Backend.service(name, 8080)] }],
  });
}

app.synth();
