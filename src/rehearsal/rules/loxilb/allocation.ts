import type { LoadBalancerProblem } from '../../loadbalancer/load-balancer';
import type { Check } from '../rule';

/** A check of what goes wrong when VIPs are given out. It does not apply where nothing is served. */
export function allocationCheck(reason: LoadBalancerProblem['reason']): Check {
  return ({ loadBalancer, services, vipProblems }) => {
    if (vipProblems.length === 0 && (!loadBalancer || services.length === 0)) return undefined;
    return vipProblems
      .filter((problem) => problem.reason === reason)
      .map(({ origin, path, message }) => ({ object: origin, path, message }));
  };
}
