import type { Rule } from '../rule';

export const vipMoved: Rule = {
  id: 'diff/vip-moved',
  severity: 'error',
  title: 'The VIP of a Service moves',
  why: 'Clients and DNS have the old address. A live Service serves both, as its status keeps the old one, until it is made anew; from then on it has the new one alone.',
  cure: 'Keep loxilb.io/staticIP at the address that it has, or change DNS first and delete the Service afterwards.',
  source: 'kube-loxilb v0.9.8.4, loadbalancer.go (addresses of status, externalIPs and staticIP together)',
};
