import type { Construct } from 'constructs';
import { InvalidFieldError } from '../resource';
import { Layer4Route, type Layer4RouteProps } from './layer4-route';

export interface TlsRouteProps extends Layer4RouteProps {
  /** Server names (SNI) that the route takes; `*.` in front stands for one or more labels. 1 to 16. */
  readonly hostnames: readonly string[];
}

/**
 * A TLSRoute: TLS connections by server name, handed on as they are. Cilium attaches it to listeners that pass TLS through.
 *
 * v1 since Gateway API 1.5; before that in the experimental channel only.
 */
export class TlsRoute extends Layer4Route {
  /** @throws InvalidFieldError */
  constructor(scope: Construct, id: string, props: TlsRouteProps) {
    super(scope, id, 'TLSRoute', props, checked(scope, id, props.hostnames));
  }
}

function checked(scope: Construct, id: string, hostnames: readonly string[]): readonly string[] {
  if (hostnames.length > 0) return hostnames;
  const path = scope.node.path === '' ? id : `${scope.node.path}/${id}`;
  throw new InvalidFieldError(
    path,
    'hostnames',
    hostnames,
    'has no hostname',
    'Give the server names that clients ask for.',
  );
}
