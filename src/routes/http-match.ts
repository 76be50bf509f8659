import type { HttpRouteMatchShape, Shaped } from './shapes';

/** HTTP methods that a route can match (Gateway API v1.6.1, `HTTPMethod`). */
export type HttpMethod = NonNullable<HttpRouteMatchShape['method']>;

/**
 * Which requests a rule takes: all conditions of one match must hold, any of a rule's matches will do.
 *
 * Matches are values: each method returns a new one.
 *
 * @example HttpMatch.prefix('/details').method('GET').header('magic', 'foo').query('great', 'example')
 */
export class HttpMatch implements Shaped<HttpRouteMatchShape> {
  /** Paths equal to `value`, or below it element by element: `/a` takes `/a` and `/a/b`, not `/ab`. Begins with `/`. */
  static prefix(value: string): HttpMatch {
    return new HttpMatch({ path: { type: 'PathPrefix', value } });
  }

  /** The path `value` and no other. Begins with `/`. */
  static exact(value: string): HttpMatch {
    return new HttpMatch({ path: { type: 'Exact', value } });
  }

  /** Paths that the RE2 expression `value` matches; how much of the path it must match is up to the implementation. */
  static regex(value: string): HttpMatch {
    return new HttpMatch({ path: { type: 'RegularExpression', value } });
  }

  /** Every path: the prefix `/`. */
  static any(): HttpMatch {
    return HttpMatch.prefix('/');
  }

  private constructor(readonly shape: HttpRouteMatchShape) {}

  /** Requests with this method only. */
  method(method: HttpMethod): HttpMatch {
    return new HttpMatch({ ...this.shape, method });
  }

  /** Requests whose header `name` (in any case) is exactly `value`. */
  header(name: string, value: string): HttpMatch {
    return this.withHeader('Exact', name, value);
  }

  /** Requests whose header `name` (in any case) matches the RE2 expression `value`. */
  headerRegex(name: string, value: string): HttpMatch {
    return this.withHeader('RegularExpression', name, value);
  }

  /** Requests whose query parameter `name` is exactly `value`. */
  query(name: string, value: string): HttpMatch {
    return this.withQuery('Exact', name, value);
  }

  /** Requests whose query parameter `name` matches the RE2 expression `value`. */
  queryRegex(name: string, value: string): HttpMatch {
    return this.withQuery('RegularExpression', name, value);
  }

  private withHeader(type: 'Exact' | 'RegularExpression', name: string, value: string): HttpMatch {
    return new HttpMatch({ ...this.shape, headers: [...(this.shape.headers ?? []), { type, name, value }] });
  }

  private withQuery(type: 'Exact' | 'RegularExpression', name: string, value: string): HttpMatch {
    return new HttpMatch({ ...this.shape, queryParams: [...(this.shape.queryParams ?? []), { type, name, value }] });
  }
}
