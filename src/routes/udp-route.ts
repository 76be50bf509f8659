import type { Construct } from 'constructs';
import { Layer4Route, type Layer4RouteProps } from './layer4-route';

export type UdpRouteProps = Layer4RouteProps;

/**
 * A UDPRoute: datagrams of a UDP listener. Cilium implements it since 1.20, and of several routes on one listener only the
 * oldest carries traffic.
 *
 * v1 since Gateway API 1.6; before that v1alpha2 in the experimental channel.
 */
export class UdpRoute extends Layer4Route {
  /** @throws InvalidFieldError */
  constructor(scope: Construct, id: string, props: UdpRouteProps) {
    super(scope, id, 'UDPRoute', props);
  }
}
