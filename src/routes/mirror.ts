import type { Backend } from './backend';
import type { HttpRouteFilterShape } from './shapes';

/** How much of the traffic is mirrored: all, a percentage, or a fraction. */
export interface MirrorShare {
  /** 0 to 100. */
  readonly percent?: number;
  /** `numerator` of `denominator` requests. @default denominator 100 */
  readonly fraction?: { readonly numerator: number; readonly denominator?: number };
}

/** The filter in the API's shape. HTTPRoute and GRPCRoute have the same. */
export function mirrorShape(
  backend: Backend,
  share: MirrorShare,
): HttpRouteFilterShape & { readonly type: 'RequestMirror' } {
  return { type: 'RequestMirror', requestMirror: { backendRef: referenceOf(backend), ...share } };
}

/** The reference alone: mirrors and authorizers have neither weight nor filters. */
export function referenceOf(backend: Backend): Omit<Backend['shape'], 'weight' | 'filters'> {
  const { weight: _weight, filters: _filters, ...reference } = backend.shape;
  return reference;
}
