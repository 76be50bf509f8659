import { backendTitle, type GatewayStanding, type GatewayTopology, routeTitle } from '../picture/topology';
import { compareText } from '../rehearsal/canonical-text';

/** Something of a Gateway that is added, removed or changed: a listener, a route, a backend with its shares. */
export interface StructureChange {
  /** `Gateway shop/web`. */
  readonly subject: string;
  /** `listener http`, `HTTPRoute shop/cart`, `HTTPRoute shop/cart to shop/cart:8080`. */
  readonly part: string;
  /** Undefined: it was not there. */
  readonly before?: string;
  /** Undefined: it is not there any more. */
  readonly after?: string;
}

/** What is there on one side and not on the other, or is otherwise; in the order of names. */
export function structureChanges(
  before: readonly GatewayTopology[],
  after: readonly GatewayTopology[],
): readonly StructureChange[] {
  const [old, young] = [structureOf(before), structureOf(after)];
  const keys = [...new Set([...old.keys(), ...young.keys()])].sort();
  return keys.flatMap((key): StructureChange[] => {
    const [was, is] = [old.get(key), young.get(key)];
    const { subject, part } = was ?? is ?? { subject: '', part: '' };
    if (was?.value === is?.value) return [];
    return [{ subject, part, ...(was ? { before: was.value } : {}), ...(is ? { after: is.value } : {}) }];
  });
}

const STANDINGS: Readonly<Record<GatewayStanding, string>> = {
  played: '',
  foreign: 'of another controller, ',
  absent: 'not among the manifests, ',
};

interface Part {
  readonly subject: string;
  readonly part: string;
  readonly value: string;
}

function structureOf(gateways: readonly GatewayTopology[]): ReadonlyMap<string, Part> {
  const parts = new Map<string, Part>();
  for (const { namespace, name, standing, vip, asksForVip, listeners, routes } of gateways) {
    const subject = `Gateway ${namespace}/${name}`;
    // The Gateway itself stands before its parts.
    const add = (part: string, value: string): void => void parts.set(`${subject}\n${part}`, { subject, part, value });
    // Which address of a pool is the next one is no part of the manifests, and a live Service has another one.
    const address = vip === undefined ? 'VIP not known' : asksForVip ? `VIP ${vip}` : 'VIP of a pool';
    add('', `${STANDINGS[standing]}${address}`);
    for (const listener of listeners) {
      const { protocol = 'any protocol', port = 'of any port', hostname, certificates } = listener;
      const secrets = certificates.map((each) => `${each.namespace}/${each.name}`).join(', ');
      const secured = secrets === '' ? '' : `, certificate ${secrets}`;
      const open = listener.routesFrom === 'Same' ? '' : `, routes from ${listener.routesFrom}`;
      const hosts = hostname === '*' ? 'every host' : hostname;
      add(`listener ${listener.name}`, `${protocol} ${port} for ${hosts}${secured}${open}`);
    }
    for (const route of routes) {
      const title = routeTitle(route);
      const hosts = route.hostnames.length === 0 ? '' : ` for ${sorted(route.hostnames)}`;
      const refused = route.refusals.length === 0 ? '' : `not taken (${sorted(route.refusals)})`;
      const on = route.listeners.length === 0 ? '' : `on ${sorted(route.listeners)}`;
      add(title, `${[on, refused].filter((text) => text !== '').join('; ')}${hosts}`);
      for (const backend of route.backends) add(`${title} to ${backendTitle(backend)}`, sorted(backend.details));
      for (const { target, labels } of route.redirects) add(`${title} redirect to ${target}`, sorted(labels));
    }
  }
  return parts;
}

/** In one order: that of the manifest means nothing. */
function sorted(names: readonly string[]): string {
  return [...names].sort(compareText).join(', ');
}
