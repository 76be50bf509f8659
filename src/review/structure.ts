import type { GatewayTopology } from '../picture/topology';

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

interface Part {
  readonly subject: string;
  readonly part: string;
  readonly value: string;
}

function structureOf(gateways: readonly GatewayTopology[]): ReadonlyMap<string, Part> {
  const parts = new Map<string, Part>();
  for (const { namespace, name, vip, listeners, routes } of gateways) {
    const subject = `Gateway ${namespace}/${name}`;
    // The Gateway itself stands before its parts.
    const add = (part: string, value: string): void => void parts.set(`${subject}\n${part}`, { subject, part, value });
    add('', vip === undefined ? 'VIP not known' : `VIP ${vip}`);
    for (const listener of listeners) {
      const { protocol, port, hostname, certificates } = listener;
      const secured = certificates.length === 0 ? '' : `, certificate ${certificates.join(', ')}`;
      add(
        `listener ${listener.name}`,
        `${protocol} ${port} for ${hostname === '*' ? 'every host' : hostname}${secured}`,
      );
    }
    for (const route of routes) {
      const title = `${route.kind} ${route.namespace}/${route.name}`;
      const hosts = route.hostnames.length === 0 ? '' : ` for ${route.hostnames.join(', ')}`;
      add(title, `on ${route.listeners.join(', ')}${hosts}`);
      for (const backend of route.backends) {
        const port = backend.port === undefined ? '' : `:${backend.port}`;
        add(`${title} to ${backend.namespace}/${backend.name}${port}`, backend.labels.join(', '));
      }
      for (const [index, target] of route.redirects.entries()) add(`${title} redirect ${index + 1}`, target);
    }
  }
  return parts;
}
