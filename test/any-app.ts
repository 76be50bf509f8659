import { type App, Chart } from 'cdk8s';
import fc from 'fast-check';
import {
  Backend,
  HttpFilter,
  HttpMatch,
  HttpRoute,
  type ListenerProps,
  LoxiGateway,
  type LoxilbServiceOptions,
  Platform,
  setPlatform,
} from '../src';

/*
 * Apps of a gateway and its routes with any props that are valid, for properties.
 */

/** Words of DNS names. */
const label = fc.stringMatching(/^[a-z]([a-z0-9-]{0,8}[a-z0-9])?$/);
const hostname = fc.tuple(fc.boolean(), label, label).map(([wild, a, b]) => `${wild ? '*.' : ''}${a}.${b}.example.com`);
const path = fc
  .stringMatching(/^(\/[A-Za-z0-9._~!$&'()*+,;=:@-]{1,6}){1,3}$/)
  .filter((text) => !/\/\.\.?(\/|$)/.test(text));
const headerName = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,12}$/);
const headerValue = fc.stringMatching(/^[!-~]{1,12}$/);
const headers = fc.uniqueArray(fc.tuple(headerName, headerValue), {
  maxLength: 4,
  selector: ([name]) => name.toLowerCase(),
});
const port = fc.integer({ min: 1, max: 65535 });
const backend = fc
  .tuple(label, port, fc.integer({ min: 1, max: 1_000_000 }))
  .map(([name, number, weight]) => Backend.service(name, number, { weight }));

const match = fc
  .tuple(
    fc.constantFrom('prefix' as const, 'exact' as const),
    path,
    headers,
    fc.option(fc.constantFrom('GET' as const, 'POST' as const)),
  )
  .map(([type, value, list, method]) => {
    const base = list.reduce((made, [name, text]) => made.header(name, text), HttpMatch[type](value));
    return method === null ? base : base.method(method);
  });
const rule = fc.record({
  matches: fc.array(match, { maxLength: 3 }),
  filters: fc.oneof(
    fc.constant<HttpFilter[]>([]),
    headers.filter((list) => list.length > 0).map((list) => [HttpFilter.setRequestHeaders(Object.fromEntries(list))]),
    backend.map((copy) => [HttpFilter.mirror(copy), HttpFilter.rewrite({ hostname: 'a.example.com' })]),
  ),
  backends: fc.array(backend, { minLength: 1, maxLength: 3 }),
});
const route = fc.record({
  hostnames: fc.uniqueArray(hostname, { maxLength: 3 }),
  rules: fc.array(rule, { minLength: 1, maxLength: 3 }),
});

const listeners = fc
  .uniqueArray(fc.tuple(label, port, fc.option(hostname)), {
    minLength: 1,
    maxLength: 4,
    selector: ([, number]) => number,
  })
  .map((list) =>
    list.map(
      ([name, number, host], index): ListenerProps => ({
        name: `${name}-${index}`,
        protocol: 'HTTP',
        port: number,
        ...(host === null ? {} : { hostname: host }),
      }),
    ),
  );
const loadBalancer: fc.Arbitrary<LoxilbServiceOptions> = fc.record(
  {
    mode: fc.constantFrom('default' as const, 'onearm' as const, 'fullnat' as const, 'fullproxy' as const),
    liveness: fc.boolean(),
    timeout: fc.integer({ min: 0, max: 86400 }),
    endpointSelection: fc.constantFrom('roundrobin' as const, 'hash' as const, 'persist' as const),
    pool: label,
    staticIP: fc.ipV4(),
    nodeLabel: label,
  },
  { requiredKeys: [] },
);
const platform = fc
  .constantFrom('1.17.1', '1.18.0', '1.19.6', '1.20.0')
  .chain((version) =>
    fc
      .constantFrom('standard' as const, 'experimental' as const)
      .map((channel) => new Platform({ cilium: { version }, gatewayApi: { channel } })),
  );

/** What an app is made with. */
export interface Props {
  readonly platform: Platform;
  readonly routes: {
    hostnames: string[];
    rules: { matches: HttpMatch[]; filters: HttpFilter[]; backends: Backend[] }[];
  }[];
  readonly listeners: ListenerProps[];
  readonly loadBalancer: LoxilbServiceOptions;
}
/** Any that are valid. */
export const props: fc.Arbitrary<Props> = fc.record({
  platform,
  routes: fc.array(route, { minLength: 1, maxLength: 3 }),
  listeners,
  loadBalancer,
});

/** Makes the constructs. */
export function build(app: App, { platform: target, routes, listeners: list, loadBalancer: options }: Props): void {
  setPlatform(app, target);
  const chart = new Chart(app, 'chart', { namespace: 'apps' });
  const gateway = new LoxiGateway(chart, 'web', { gatewayClass: 'cilium', listeners: list, loadBalancer: options });
  routes.forEach(({ hostnames, rules }, index) => {
    // The hostnames may have nothing in common with those of the listeners, which is refused by right.
    const admitted = list.every((listener) => 'hostname' in listener) ? [] : hostnames;
    new HttpRoute(chart, `route-${index}`, { parents: [gateway], hostnames: admitted, rules });
  });
}
