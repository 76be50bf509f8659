import { traceText } from '../cli/output/trace-text';
import type { PageCluster } from '../picture/page-data';
import { routeTitle } from '../picture/topology';
import { parseRequestLine } from '../rehearsal/traffic/expectation';
import { type Outcome, serviceTitle } from '../rehearsal/traffic/outcome';
import { RequestError, type TrafficRequest } from '../rehearsal/traffic/request';
import { detailsOf } from './details';
import { element } from './dom';
import { Drawing } from './drawing';
import { type PageGateway, PlayedCluster } from './model';
import { type Choice, RouteList } from './route-list';

const data: readonly PageCluster[] = JSON.parse(document.getElementById('data')?.textContent ?? '[]');
const clusters = data.map((each) => new PlayedCluster(each));
const gateways = clusters.flatMap((cluster) => cluster.gateways);
let chosen: Choice | undefined;

const side = element('aside', { attributes: { 'aria-live': 'polite' } });
const drawing = new Drawing((key) => chooseKey(key));
const list = new RouteList(gateways, (choice) => show(choice));

const request = element('input', {
  class: 'request',
  attributes: { placeholder: 'GET http://shop.example.com/cart', 'aria-label': 'Request', spellcheck: 'false' },
});
const headers = element('input', {
  class: 'headers',
  attributes: { placeholder: 'name: value; name: value', 'aria-label': 'Headers', spellcheck: 'false' },
});
const form = element(
  'form',
  {
    class: 'trace',
    on: {
      submit: (event) => {
        event.preventDefault();
        trace();
      },
    },
  },
  request,
  headers,
  element('button', { class: 'go', attributes: { type: 'submit' } }, 'Trace'),
);

const routes = gateways.reduce((sum, { topology }) => sum + topology.routes.length, 0);
document
  .getElementById('page')
  ?.append(
    element(
      'header',
      {},
      element('h1', {}, 'Gateways'),
      element('span', { class: 'counts' }, `${counted(gateways.length, 'Gateway')}, ${counted(routes, 'route')}`),
      form,
    ),
    list.node,
    drawing.node,
    side,
  );

const [first] = gateways;
if (first) {
  list.mark({ gateway: first });
  show({ gateway: first });
} else side.append(element('p', {}, 'There is no Gateway.'));

function show(choice: Choice): void {
  chosen = choice;
  drawing.show(choice.gateway.topology, choice.route);
  side.replaceChildren(...detailsOf(choice));
}

/** A node of the picture was clicked. */
function chooseKey(key: string): void {
  if (!chosen) return;
  const { gateway } = chosen;
  const route = gateway.topology.routes.find((each) => routeTitle(each) === key);
  const choice = route ? { gateway, route } : { gateway };
  chosen = choice;
  list.mark(choice);
  drawing.light([key], false);
  side.replaceChildren(...detailsOf(choice, key));
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function trace(): void {
  const title = request.value.trim();
  try {
    const sent: TrafficRequest = { ...parseRequestLine(title), headers: headersOf(headers.value) };
    const [cluster, outcome] = answered(sent);
    drawing.light([], false);
    const gateway = gateways.find(
      ({ topology, cluster: own }) =>
        own === cluster && topology.namespace === outcome.gateway?.namespace && topology.name === outcome.gateway?.name,
    );
    if (gateway) light(gateway, outcome);
    // Of several clusters it matters which has the Gateway.
    const whose = gateway?.topology.cluster;
    side.replaceChildren(
      element('h2', {}, whose === undefined ? 'Request' : `Request to ${whose}`),
      element('pre', { class: 'outcome' }, traceText(title, outcome)),
    );
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    side.replaceChildren(element('h2', {}, 'Request'), element('p', { class: 'finding error' }, error.message));
  }
}

/** Of several clusters the one that is looked at is asked first, then the others, until one has a Gateway for it. */
function answered(sent: TrafficRequest): readonly [PlayedCluster | undefined, Outcome] {
  const own = chosen?.gateway.cluster;
  const order = [...clusters].sort((a, b) => Number(b === own) - Number(a === own));
  let last: readonly [PlayedCluster | undefined, Outcome] = [
    undefined,
    { connection: 'failed', backends: [], explain: [] },
  ];
  for (const cluster of order) {
    last = [cluster, cluster.send(sent)];
    if (last[1].gateway) return last;
  }
  return last;
}

/** Shows the way of a request through the picture. */
function light(gateway: PageGateway, { listener, route, backends, others = [] }: Outcome): void {
  const found = gateway.topology.routes.find(
    (each) => each.kind === route?.kind && each.namespace === route.namespace && each.name === route.name,
  );
  const choice = found ? { gateway, route: found } : { gateway };
  chosen = choice;
  list.mark(choice);
  drawing.show(gateway.topology, found);
  const reached = [...backends, ...others.flatMap((other) => other.backends)];
  // The proxy names a listener of a ListenerSet by its own name.
  const through = (found?.listeners ?? []).filter((name) => name === listener || name.endsWith(`/${listener}`));
  drawing.light(
    [
      'vip',
      ...(through.length > 0 ? through : [listener]).map((name) => `listener ${name}`),
      ...(reached.length === 0 ? (found?.redirects ?? []).map(({ target }) => `redirect ${target}`) : []),
      ...(found ? [routeTitle(found)] : []),
      ...reached.map((backend) => `backend ${serviceTitle(backend)}`),
    ],
    true,
  );
}

/** `a: 1; b: 2`. @throws RequestError for what is no header */
function headersOf(text: string): Readonly<Record<string, string>> {
  const parts = text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return Object.fromEntries(
    parts.map((part): [string, string] => {
      const [, name, value = ''] = /^([^:\s]+)\s*:\s*(.*)$/.exec(part) ?? [];
      if (name === undefined) throw new RequestError(`${JSON.stringify(part)} is no header. Write "name: value".`);
      return [name, value];
    }),
  );
}
