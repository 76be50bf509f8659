import type { Chart } from 'cdk8s';
import library from './library';

const { Backend, HttpFilter, HttpMatch, HttpRoute, ParentGateway } = library;
const LISTENER = ParentGateway.named('web').listener('http');

/**
 * Adds one HttpRoute that comes to some 960 bytes of YAML: two rules, three matches and filters, three backends. No two routes
 * share a hostname, path or backend.
 */
export function addRoute(chart: Chart, index: number): void {
  const name = `route-${index}`;
  new HttpRoute(chart, name, {
    namespace: 'default',
    parents: [LISTENER],
    hostnames: [`app-${index}.example.com`],
    rules: [
      {
        matches: [HttpMatch.prefix(`/api/${index}`)],
        filters: [HttpFilter.setRequestHeaders({ 'x-route': name })],
        backends: [Backend.service(`stable-${index}`, 8080, { weight: 99 }), Backend.service(`canary-${index}`, 8080)],
      },
      { backends: [Backend.service(`web-${index}`, 8080)] },
    ],
  });
}
