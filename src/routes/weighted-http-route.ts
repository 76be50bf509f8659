import type { Construct } from 'constructs';
import type { ApiResourceProps } from '../resource';
import type { Backend } from './backend';
import { HttpRoute } from './http-route';
import type { HttpRouteRule } from './http-rule';
import type { RouteParent } from './route-parent';
import { Split, type SplitShare } from './split';

/** A backend and its share, as a percentage or as a weight. */
export interface WeightedBackend extends SplitShare {
  readonly backend: Backend;
}

export interface WeightedHttpRouteProps extends ApiResourceProps, Omit<HttpRouteRule, 'backends' | 'name'> {
  /** Listeners, or gateways as a whole, that the route attaches to. 1 to 32. */
  readonly parents: readonly RouteParent[];
  /** Hosts that the route answers for. @default all hosts of the listeners */
  readonly hostnames?: readonly string[];
  /**
   * Backends with their shares: all as `percent`, which sum to 100, or all as `weight`. The weights written are the
   * percentages themselves, times ten for each decimal place: 99.5 and 0.5 become 995 and 5.
   */
  readonly backends: readonly WeightedBackend[];
}

/**
 * An HTTPRoute with one rule that splits requests among backends.
 *
 * @example
 * new WeightedHttpRoute(this, 'canary', {
 *   parents: [gateway.listener('http')],
 *   backends: [
 *     { backend: Backend.service('stable', 8080), percent: 99 },
 *     { backend: Backend.service('canary', 8080), percent: 1 },
 *   ],
 * });
 */
export class WeightedHttpRoute extends HttpRoute {
  /** @throws InvalidFieldError for shares that are not sound, and for all that HttpRoute throws for */
  constructor(scope: Construct, id: string, props: WeightedHttpRouteProps) {
    const { parents, hostnames, backends, name, namespace, labels, annotations, ...rule } = props;
    const split = Split.of(scope, id, backends);
    super(scope, id, {
      parents,
      rules: [{ ...rule, backends: backends.map(({ backend }, index) => backend.withWeight(split.weightOf(index))) }],
      ...(hostnames === undefined ? {} : { hostnames }),
      ...(name === undefined ? {} : { name }),
      ...(namespace === undefined ? {} : { namespace }),
      ...(labels === undefined ? {} : { labels }),
      ...(annotations === undefined ? {} : { annotations }),
    });
  }
}
