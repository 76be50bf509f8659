import { type App, Chart } from 'cdk8s';
import library from './library';

const { Backend, CiliumGatewayClass, HttpFilter, HttpMatch, HttpRoute, LoxiGateway, ParentGateway } = library;

const GATEWAYS = 100;

/** A cluster: gateways behind LoxiLB, two in each of 50 namespaces, and routes that are spread over them. */
export function addGateways(app: App, routes: number, namespaces: number): void {
  const charts = Array.from({ length: namespaces }, (_, index) => {
    const name = `team-${index}`;
    return new Chart(app, name, { namespace: name });
  });
  const [first] = charts;
  if (!first) return;
  const gatewayClass = new CiliumGatewayClass(first, 'loxilb');
  for (let index = 0; index < GATEWAYS; index++) {
    new LoxiGateway(charts[index % namespaces] ?? first, `gateway-${index}`, {
      gatewayClass,
      loadBalancer: { mode: 'fullnat' },
      listeners: [{ name: 'http', protocol: 'HTTP', port: 80 }],
    });
  }
  for (let index = 0; index < routes; index++) {
    const name = `route-${index}`;
    new HttpRoute(charts[index % namespaces] ?? first, name, {
      parents: [ParentGateway.named(`gateway-${index % GATEWAYS}`).listener('http')],
      hostnames: [`app-${index}.example.com`],
      rules: [
        {
          matches: [HttpMatch.prefix(`/api/${index}`)],
          filters: [HttpFilter.setRequestHeaders({ 'x-route': name })],
          backends: [
            Backend.service(`stable-${index}`, 8080, { weight: 99 }),
            Backend.service(`canary-${index}`, 8080),
          ],
        },
        { backends: [Backend.service(`web-${index}`, 8080)] },
      ],
    });
  }
}
