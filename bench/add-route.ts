import { ApiObject, type Chart } from 'cdk8s';

/** Adds one HTTPRoute of some 960 bytes: two rules, three matches and filters, three backends, defaults written out. */
export function addRoute(chart: Chart, index: number): void {
  const name = `route-${index}`;
  const backend = (service: string, weight: number): object => ({
    group: '',
    kind: 'Service',
    name: service,
    port: 8080,
    weight,
  });
  const path = (value: string): object => ({ path: { type: 'PathPrefix', value } });
  new ApiObject(chart, name, {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name, namespace: 'default' },
    spec: {
      parentRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'web', sectionName: 'http' }],
      hostnames: [`app-${index}.example.com`],
      rules: [
        {
          matches: [
            path(`/api/${index}`),
            { ...path('/'), method: 'GET', headers: [{ type: 'Exact', name: 'magic', value: 'foo' }] },
          ],
          filters: [
            { type: 'RequestHeaderModifier', requestHeaderModifier: { add: [{ name: 'x-route', value: name }] } },
          ],
          backendRefs: [backend(`stable-${index}`, 99), backend(`canary-${index}`, 1)],
        },
        { matches: [path('/')], backendRefs: [backend(`web-${index}`, 1)] },
      ],
    },
  });
}
