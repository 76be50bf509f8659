import type { LoadBalancerProblem } from '../../loadbalancer/load-balancer';
import type { Check } from '../rule';

/** A check of what goes wrong when VIPs are given out. It does not apply where nothing is known of kube-loxilb, or nothing is served. */
export function allocationCheck(reason: LoadBalancerProblem['reason']): Check {
  return ({ loadBalancer, services }) => {
    if (!loadBalancer || services.length === 0) return undefined;
    return loadBalancer.problems
      .filter((problem) => problem.reason === reason)
      .map(({ origin, path, message }) => ({ object: origin, path, message }));
  };
}
