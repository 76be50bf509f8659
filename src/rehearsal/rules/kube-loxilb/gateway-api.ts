import { isOn } from '../../loadbalancer/kube-loxilb-process';
import type { Rule } from '../rule';
import { atFlag, flagCheck } from './instances';

export const gatewayApi: Rule = {
  id: 'kube-loxilb/gateway-api',
  severity: 'error',
  title: 'kube-loxilb is to be a Gateway controller beside Cilium',
  why: 'With --gatewayAPI kube-loxilb makes Services and writes status for Gateways itself, from types of v1.0. Beside another controller both write to the same objects.',
  cure: 'Leave --gatewayAPI out: Cilium is the controller, and LoxiLB serves its Services.',
  source: 'kube-loxilb v0.9.8.4, pkg/agent/manager/gatewayapi',
  check: flagCheck(['gatewayAPI'], (flag, { platform }) =>
    isOn(flag.value) && platform.implementation.ways.external
      ? atFlag(flag, 'Cilium is the Gateway controller of this cluster')
      : undefined,
  ),
};
