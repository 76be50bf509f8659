import type { Rule } from '../rule';

export const gatewayRemoved: Rule = {
  id: 'diff/gateway-removed',
  severity: 'warning',
  title: 'A Gateway is gone',
  why: 'Cilium removes its Service with it, kube-loxilb its rules, and the VIP is free for others.',
  cure: 'Keep the Gateway, or move its names to another VIP first.',
  source: 'cilium v1.20, translator.go; kube-loxilb v0.9.8.4, loadbalancer.go',
};
