import type { Construct } from 'constructs';
import { Layer4Route, type Layer4RouteProps } from './layer4-route';

export type TcpRouteProps = Layer4RouteProps;

/**
 * A TCPRoute: connections of a TCP listener. Cilium implements it since 1.20, and of several routes on one listener only the
 * oldest carries traffic.
 *
 * v1 since Gateway API 1.6; before that v1alpha2 in the experimental channel.
 */
export class TcpRoute extends Layer4Route {
  /** @throws InvalidFieldError */
  constructor(scope: Construct, id: string, props: TcpRouteProps) {
    super(scope, id, 'TCPRoute', props);
  }
}
