import type { Chart } from 'cdk8s';
import library from './library';

const { Backend, HttpFilter, HttpMatch, HttpRoute, ParentGateway } = library;

const GATEWAY = ParentGateway.named('web').listener('http');

/** Adds one HTTPRoute of some 960 bytes: two rules, three matches, a filter, three backends. */
export function addRoute(chart: Chart, index: number): void {
  new HttpRoute(chart, `route-${index}`, {
    namespace: 'default',
    parents: [GATEWAY],
    hostnames: [`app-${index}.example.com`],
    rules: [
      {
        matches: [HttpMatch.prefix(`/api/${index}`), HttpMatch.any().method('GET').header('magic', 'foo')],
        filters: [HttpFilter.addRequestHeaders({ 'x-route': `route-${index}` })],
        backends: [Backend.service(`stable-${index}`, 8080, { weight: 99 }), Backend.service(`canary-${index}`, 8080)],
      },
      { backends: [Backend.service(`web-${index}`, 8080)] },
    ],
  });
}
