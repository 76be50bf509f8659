import type { GrpcRouteMatchShape, Shaped } from './shapes';

/**
 * Which calls a rule of a GRPCRoute takes. Matches are values: each method returns a new one.
 *
 * @example GrpcMatch.method('shop.Cart', 'Add').header('magic', 'foo')
 */
export class GrpcMatch implements Shaped<GrpcRouteMatchShape> {
  /** One method of a service, by full name: `('shop.Cart', 'Add')`. */
  static method(service: string, method: string): GrpcMatch {
    return new GrpcMatch({ method: { type: 'Exact', service, method } });
  }

  /** Every method of a service, by full name. */
  static service(service: string): GrpcMatch {
    return new GrpcMatch({ method: { type: 'Exact', service } });
  }

  /** Services and methods by RE2 expressions; one of them may be left out. */
  static regex(expressions: { readonly service?: string; readonly method?: string }): GrpcMatch {
    return new GrpcMatch({ method: { type: 'RegularExpression', ...expressions } });
  }

  /** Every call. */
  static any(): GrpcMatch {
    return new GrpcMatch({});
  }

  private constructor(readonly shape: GrpcRouteMatchShape) {}

  /** Calls whose metadata `name` (in any case) is exactly `value`. */
  header(name: string, value: string): GrpcMatch {
    return this.withHeader('Exact', name, value);
  }

  /** Calls whose metadata `name` (in any case) matches the RE2 expression `value`. */
  headerRegex(name: string, value: string): GrpcMatch {
    return this.withHeader('RegularExpression', name, value);
  }

  private withHeader(type: 'Exact' | 'RegularExpression', name: string, value: string): GrpcMatch {
    return new GrpcMatch({ ...this.shape, headers: [...(this.shape.headers ?? []), { type, name, value }] });
  }
}
