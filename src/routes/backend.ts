import type { GrpcFilter } from './grpc-filter';
import type { HttpFilter } from './http-filter';
import { type HttpBackendRefShape, type HttpRouteFilterShape, type Shaped, shapeOf } from './shapes';

/**
 * A Service, as far as routes need it. A `Service` of any cdk8s-plus release fits, and so do the Services of our samples.
 */
export interface ServiceLike {
  /** `metadata.name`. */
  readonly name: string;
  readonly metadata?: { readonly namespace?: string };
  /** Its port, where it has one only. */
  readonly port?: number;
}

export interface BackendOptions {
  /**
   * Namespace of the Service. If it is not the route's, the route emits the ReferenceGrant that allows it.
   * @default the route's namespace; for a Service object its own
   */
  readonly namespace?: string;
  /** Share of requests, relative to the other backends of the rule: 0 to 1000000. @default 1 */
  readonly weight?: number;
  /** Filters for requests to this backend alone. Cilium implements header modifiers here. @default none */
  readonly filters?: readonly (HttpFilter | GrpcFilter | HttpRouteFilterShape)[];
  /**
   * Emit the ReferenceGrant for a Service of another namespace. Say false where its owners grant it themselves.
   * @default true
   */
  readonly grant?: boolean;
}

/** Where a rule sends requests. */
export class Backend implements Shaped<HttpBackendRefShape> {
  /**
   * A Service by name and port, or a Service object, whose port may be left out if it has one.
   * @param service name in the route's namespace (or `options.namespace`), or an object such as a cdk8s-plus `Service`
   * @param port port of the Service, not of its pods: 1 to 65535
   */
  static service(service: string | ServiceLike, port?: number, options: BackendOptions = {}): Backend {
    const name = typeof service === 'string' ? service : service.name;
    const namespace = options.namespace ?? (typeof service === 'string' ? undefined : service.metadata?.namespace);
    const filters = options.filters?.map((filter) => shapeOf<HttpRouteFilterShape>(filter));
    return new Backend(
      {
        group: '',
        kind: 'Service',
        name,
        port: port ?? (typeof service === 'string' ? undefined : service.port),
        weight: options.weight ?? 1,
        ...(namespace === undefined ? {} : { namespace }),
        ...(filters && filters.length > 0 ? { filters } : {}),
      },
      options.grant ?? true,
    );
  }

  /** Any reference, in the API's shape: for kinds other than Service. */
  static ref(shape: HttpBackendRefShape, options: { readonly grant?: boolean } = {}): Backend {
    return new Backend(shape, options.grant ?? true);
  }

  private constructor(
    readonly shape: HttpBackendRefShape,
    /** Whether the route emits a ReferenceGrant, should it need one. */
    readonly grant: boolean,
  ) {}

  /** The same backend with another weight. */
  withWeight(weight: number): Backend {
    return new Backend({ ...this.shape, weight }, this.grant);
  }
}
