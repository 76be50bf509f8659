import type { Construct } from 'constructs';
import { InvalidFieldError } from '../resource';
import { HttpFilter, HttpRoute } from '../routes';
import type { AllowedRoutes } from './allowed-routes';
import type { Certificate } from './certificate';
import { type Listener, listed } from './listener';
import type { ListenerProps } from './listener-props';
import { LoxiGateway, type LoxiGatewayProps } from './loxi-gateway';

/** A hostname with its certificate. */
export interface TlsHost {
  /** Host that is answered for; `*.` in front stands for one or more labels. */
  readonly hostname: string;
  readonly certificate: Certificate;
  /** Name of its listener. @default `https-<n>`, counted from 1 */
  readonly name?: string;
}

export interface TlsGatewayProps extends Omit<LoxiGatewayProps, 'listeners'> {
  /** 1 to 64; half as many with `redirectHttp`. */
  readonly hosts: readonly TlsHost[];
  /** Port of the HTTPS listeners. @default 443 */
  readonly port?: number;
  /** Which routes may attach to the HTTPS listeners. @default routes of the gateway's namespace */
  readonly allowedRoutes?: AllowedRoutes;
  /**
   * Answer plain HTTP on port 80 with a redirect to HTTPS (301). Each host gets an HTTP listener of its own, `http-<n>`, to
   * which nothing else can be attached by mistake; the redirect names them all.
   * @default false
   */
  readonly redirectHttp?: boolean;
}

const HTTP_PORT = 80;
const HTTPS_PORT = 443;
/** Listeners that a Gateway takes (CRD v1.6.1). */
const MOST_LISTENERS = 64;

/**
 * A gateway with one HTTPS listener for each hostname.
 *
 * @example
 * const gateway = new TlsGateway(this, 'web', {
 *   gatewayClass,
 *   hosts: [{ hostname: 'shop.example.com', certificate: Certificate.fromSecret('shop-tls') }],
 *   redirectHttp: true,
 * });
 * new HttpRoute(this, 'shop', { parents: [gateway.listenerFor('shop.example.com')], … });
 */
export class TlsGateway extends LoxiGateway {
  private readonly names: ReadonlyMap<string, string>;

  /** @throws InvalidFieldError as `LoxiGateway` */
  constructor(scope: Construct, id: string, props: TlsGatewayProps) {
    const { hosts, port = HTTPS_PORT, allowedRoutes, redirectHttp = false, ...rest } = props;
    checkHosts(scope.node.path === '' ? id : `${scope.node.path}/${id}`, hosts, port, redirectHttp);
    const named = hosts.map((host, index) => ({ ...host, name: host.name ?? `https-${index + 1}` }));
    const https = named.map(({ name, hostname, certificate }): ListenerProps => {
      return { name, protocol: 'HTTPS', port, hostname, certificate, ...(allowedRoutes ? { allowedRoutes } : {}) };
    });
    // A listener without hostname would take requests for hosts of other gateways, too, and Cilium lets the HTTPS listeners of
    // a gateway shadow it.
    const http = redirectHttp
      ? named.map(
          ({ hostname }, index): ListenerProps => ({
            name: `http-${index + 1}`,
            protocol: 'HTTP',
            port: HTTP_PORT,
            hostname,
          }),
        )
      : [];
    super(scope, id, { ...rest, listeners: [...https, ...http] }, (root, index) =>
      root.at('hosts').item(index % hosts.length),
    );
    this.names = new Map(named.map(({ hostname, name }) => [hostname, name]));
    if (redirectHttp) {
      const listeners = http.map(({ name }) => this.listener(name));
      addRedirect(this, listeners, port);
    }
  }

  /** The HTTPS listener of a hostname, as it was given; undefined if there is none. */
  tryListenerFor(hostname: string): Listener | undefined {
    const name = this.names.get(hostname);
    return name === undefined ? undefined : this.tryListener(name);
  }

  /** As `tryListenerFor`. @throws InvalidFieldError with the nearest hostname */
  listenerFor(hostname: string): Listener {
    const found = this.tryListenerFor(hostname);
    if (found) return found;
    const cure = listed(hostname, [...this.names.keys()]);
    throw new InvalidFieldError(this.node.path, 'listenerFor', hostname, 'is no hostname of this gateway', cure);
  }
}

/** @throws InvalidFieldError for what the listeners made of the hosts could not say well */
function checkHosts(path: string, hosts: readonly TlsHost[], port: number, redirectHttp: boolean): void {
  if (!Array.isArray(hosts) || hosts.length === 0)
    throw new InvalidFieldError(path, 'hosts', hosts, 'has no host', 'Give a hostname with its certificate.');
  const most = redirectHttp ? MOST_LISTENERS / 2 : MOST_LISTENERS;
  if (hosts.length > most) {
    const why = redirectHttp ? `, with two listeners for each host` : '';
    throw new InvalidFieldError(
      path,
      'hosts',
      hosts.length,
      `hosts are more than the ${most} that a Gateway takes${why}`,
      'Split them over several gateways.',
    );
  }
  hosts.forEach(({ hostname }, index) => {
    if (hostname !== undefined) return;
    const field = `hosts[${index}].hostname`;
    throw new InvalidFieldError(
      path,
      field,
      hostname,
      'is missing',
      'Give it; LoxiGateway has listeners for all hosts.',
    );
  });
  if (redirectHttp && port === HTTP_PORT) {
    throw new InvalidFieldError(path, 'port', port, 'is the port that redirectHttp listens on', 'Use another one.');
  }
}

function addRedirect(gateway: TlsGateway, parents: readonly Listener[], port: number): void {
  new HttpRoute(gateway, 'RedirectHttp', {
    name: `${gateway.name}-redirect-http`,
    parents,
    rules: [
      {
        filters: [HttpFilter.redirect({ scheme: 'https', statusCode: 301, ...(port === HTTPS_PORT ? {} : { port }) })],
      },
    ],
    ...(gateway.namespace === undefined ? {} : { namespace: gateway.namespace }),
  });
}
