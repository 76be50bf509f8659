import type { Backend } from './backend';
import { type HeaderChanges, headerModifier } from './header-modifier';
import { type MirrorShare, mirrorShape } from './mirror';
import type { GrpcRouteFilterShape, Shaped } from './shapes';

/** What a rule of a GRPCRoute does to calls and answers. */
export class GrpcFilter implements Shaped<GrpcRouteFilterShape> {
  /** Changes metadata of the call. */
  static requestHeaders(changes: HeaderChanges): GrpcFilter {
    return new GrpcFilter({ type: 'RequestHeaderModifier', requestHeaderModifier: headerModifier(changes) });
  }

  /** Changes metadata of the answer. */
  static responseHeaders(changes: HeaderChanges): GrpcFilter {
    return new GrpcFilter({ type: 'ResponseHeaderModifier', responseHeaderModifier: headerModifier(changes) });
  }

  /** Sends a copy of calls to another backend, whose answers are dropped. */
  static mirror(backend: Backend, share: MirrorShare = {}): GrpcFilter {
    const { type, requestMirror } = mirrorShape(backend, share);
    return new GrpcFilter({ type, ...(requestMirror ? { requestMirror } : {}) }, [backend]);
  }

  /** A filter of the implementation, by reference to its object in the route's namespace. */
  static extensionRef(reference: NonNullable<GrpcRouteFilterShape['extensionRef']>): GrpcFilter {
    return new GrpcFilter({ type: 'ExtensionRef', extensionRef: reference });
  }

  private constructor(
    readonly shape: GrpcRouteFilterShape,
    /** Backends that the filter refers to. */
    readonly backends: readonly Backend[] = [],
  ) {}
}
