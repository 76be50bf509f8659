export {
  LoadBalancerClassBinding,
  type LoadBalancerClassBindingProps,
  type LoadBalancerClassProvider,
} from './load-balancer-class-binding';
export { LoadBalancerClassPolicy, type LoadBalancerClassPolicyProps } from './load-balancer-class-policy';
export { LoadBalancerClassWebhook } from './load-balancer-class-webhook';
export type { LoadBalancerClassMatch } from './match-conditions';
export type { LoadBalancerClassWebhookProps } from './webhook-options';
