import { checkCount, checkOneOf } from '../resource/checks';
import type { Field } from '../resource/field';
import type { ListenerProtocol, RouteKind, RouteNamespaces } from '../routes';
import type { ListenerShape } from './listener-props';
import { checkNamespaceSelector, type NamespaceSelector } from './namespace-selector';

/** Which routes may attach to a listener. */
export interface AllowedRoutes {
  /**
   * `Same`: routes of the gateway's namespace; `All`: of any namespace; a selector: of the namespaces with these labels.
   * @default Same
   */
  readonly namespaces?: 'Same' | 'All' | { readonly selector: NamespaceSelector };
  /** Kinds of routes, of those that fit the protocol. 1 to 8. @default all that fit the protocol */
  readonly kinds?: readonly RouteKind[];
}

export type AllowedRoutesShape = NonNullable<ListenerShape['allowedRoutes']>;

const ROUTE_KINDS = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'] as const;

/** Kinds that fit a protocol; another one makes the listener's references unresolved (`InvalidRouteKinds`). */
const KINDS: Readonly<Record<ListenerProtocol, readonly RouteKind[]>> = {
  HTTP: ['HTTPRoute', 'GRPCRoute'],
  HTTPS: ['HTTPRoute', 'GRPCRoute'],
  TLS: ['TLSRoute', 'TCPRoute'],
  TCP: ['TCPRoute'],
  UDP: ['UDPRoute'],
};

/** @throws InvalidFieldError for what the API server or a controller would refuse */
export function allowedRoutesOf(
  field: Field,
  protocol: ListenerProtocol,
  { namespaces = 'Same', kinds }: AllowedRoutes,
): { readonly shape: AllowedRoutesShape; readonly namespaces: RouteNamespaces } {
  if (kinds) checkKinds(field.at('kinds'), protocol, kinds);
  const allowedKinds = kinds ? { kinds: kinds.map((kind) => ({ group: 'gateway.networking.k8s.io', kind })) } : {};
  if (typeof namespaces === 'object') {
    return {
      shape: { namespaces: selected(field.at('namespaces').at('selector'), namespaces.selector), ...allowedKinds },
      namespaces: 'Selector',
    };
  }
  checkOneOf(field.at('namespaces'), namespaces, ['Same', 'All'], 'a choice of namespaces');
  return { shape: { namespaces: { from: namespaces }, ...allowedKinds }, namespaces };
}

/** Namespaces chosen by labels, in the API's shape. @throws InvalidFieldError */
export function selected(
  field: Field,
  selector: NamespaceSelector,
): { readonly from: 'Selector'; readonly selector: SelectorShape } {
  checkNamespaceSelector(field, selector);
  const { matchLabels, matchExpressions } = selector;
  return {
    from: 'Selector',
    selector: {
      ...(matchLabels ? { matchLabels: { ...matchLabels } } : {}),
      ...(matchExpressions
        ? {
            matchExpressions: matchExpressions.map(({ values, ...each }) => ({
              ...each,
              ...(values && values.length > 0 ? { values: [...values] } : {}),
            })),
          }
        : {}),
    },
  };
}

type SelectorShape = NonNullable<NonNullable<AllowedRoutesShape['namespaces']>['selector']>;

function checkKinds(field: Field, protocol: ListenerProtocol, kinds: readonly RouteKind[]): void {
  checkCount(field, kinds, 1, 8);
  for (const [index, kind] of kinds.entries()) {
    const place = field.item(index);
    checkOneOf(place, kind, ROUTE_KINDS, 'a kind of routes');
    const fitting = KINDS[protocol];
    if (!fitting.includes(kind)) {
      place.fail(kind, `cannot attach to a listener of protocol ${protocol}`, `Use ${fitting.join(' or ')}.`);
    }
  }
}
