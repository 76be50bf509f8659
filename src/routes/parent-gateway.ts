import type { RouteParent } from './route-parent';

export interface ParentGatewayOptions {
  /** Namespace of the Gateway. @default the route's namespace */
  readonly namespace?: string;
  /** @default Gateway */
  readonly kind?: 'Gateway' | 'ListenerSet';
}

/**
 * A Gateway that is made elsewhere: by another app, or by hand. Nothing is known of its listeners, so nothing is checked
 * against them.
 *
 * @example ParentGateway.named('shared', { namespace: 'infra' }).listener('https')
 */
export class ParentGateway implements RouteParent {
  static named(name: string, options: ParentGatewayOptions = {}): ParentGateway {
    return new ParentGateway(name, options);
  }

  readonly parentKind: 'Gateway' | 'ListenerSet';
  readonly parentName: string;
  readonly parentNamespace?: string;
  readonly sectionName?: string;
  readonly port?: number;

  private constructor(
    name: string,
    private readonly options: ParentGatewayOptions,
    private readonly section: { readonly sectionName?: string; readonly port?: number } = {},
  ) {
    this.parentName = name;
    this.parentKind = options.kind ?? 'Gateway';
    if (options.namespace !== undefined) this.parentNamespace = options.namespace;
    if (section.sectionName !== undefined) this.sectionName = section.sectionName;
    if (section.port !== undefined) this.port = section.port;
  }

  /** One listener of it; with `onPort`, the listener has to be on that port as well. */
  listener(name: string): ParentGateway {
    return new ParentGateway(this.parentName, this.options, { ...this.section, sectionName: name });
  }

  /** Its listeners on one port. */
  onPort(port: number): ParentGateway {
    return new ParentGateway(this.parentName, this.options, { ...this.section, port });
  }
}
