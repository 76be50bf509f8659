import type { Construct } from 'constructs';
import { InvalidFieldError } from '../resource';
import { nearest } from '../resource/field';
import { HttpFilter, HttpRoute } from '../routes';
import type { Certificate } from './certificate';
import type { Listener } from './listener';
import type { AllowedRoutes, ListenerProps } from './listener-props';
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

  /** @throws InvalidFieldError */
  constructor(scope: Construct, id: string, props: TlsGatewayProps) {
    const { hosts, port = 443, allowedRoutes, redirectHttp = false, ...rest } = props;
    const path = scope.node.path === '' ? id : `${scope.node.path}/${id}`;
    if (hosts.length === 0)
      throw new InvalidFieldError(path, 'hosts', hosts, 'has no host', 'Give a hostname with its certificate.');
    const named = hosts.map((host, index) => ({ ...host, name: host.name ?? `https-${index + 1}` }));
    const https = named.map(({ name, hostname, certificate }): ListenerProps => {
      return { name, protocol: 'HTTPS', port, hostname, certificate, ...(allowedRoutes ? { allowedRoutes } : {}) };
    });
    // A listener without hostname would take requests for hosts of other gateways, too, and Cilium lets the HTTPS listeners of
    // a gateway shadow it.
    const http = redirectHttp
      ? named.map(
          ({ hostname }, index): ListenerProps => ({ name: `http-${index + 1}`, protocol: 'HTTP', port: 80, hostname }),
        )
      : [];
    super(scope, id, { ...rest, listeners: [...https, ...http] });
    this.names = new Map(named.map(({ hostname, name }) => [hostname, name]));
    if (!redirectHttp) return;
    new HttpRoute(this, 'RedirectHttp', {
      name: `${this.name}-redirect-http`,
      parents: http.map(({ name }) => this.listener(name)),
      rules: [
        { filters: [HttpFilter.redirect({ scheme: 'https', statusCode: 301, ...(port === 443 ? {} : { port }) })] },
      ],
      ...(this.namespace === undefined ? {} : { namespace: this.namespace }),
    });
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
    const hostnames = [...this.names.keys()];
    const near = nearest(hostname, hostnames);
    throw new InvalidFieldError(
      this.node.path,
      'listenerFor',
      hostname,
      'is no hostname of this gateway',
      `It has ${hostnames.map((each) => `"${each}"`).join(', ')}.${near === undefined ? '' : ` Did you mean "${near}"?`}`,
    );
  }
}
