import { parseCidr } from '../../../platform/ip-range';
import type { Service } from '../../controller/api-kinds';
import { each, type Rule, type Violation } from '../rule';
import { ownServices } from './annotated';

export const ignoredField: Rule = {
  id: 'loxilb/ignored-field',
  severity: 'warning',
  title: 'A field of a Service has no effect with LoxiLB',
  why: 'kube-loxilb does not read spec.loadBalancerIP and spec.sessionAffinity, and skips source ranges that are no network. The Service works without them, and nothing says so.',
  cure: 'Use the annotation that does it.',
  source: 'kube-loxilb v0.9.8.4, loadbalancer.go',
  check: each(ownServices, verdict),
};

function verdict(object: Service): readonly Violation[] {
  const { loadBalancerIP, sessionAffinity, loadBalancerSourceRanges = [] } = object.spec ?? {};
  const found: Violation[] = [];
  const add = (path: string, message: string, cure: string): number => found.push({ object, path, message, cure });
  if (loadBalancerIP) {
    add('spec.loadBalancerIP', 'kube-loxilb does not read it', `Set loxilb.io/staticIP to "${loadBalancerIP}".`);
  }
  if (sessionAffinity === 'ClientIP') {
    add('spec.sessionAffinity', 'kube-loxilb does not read it', 'Set loxilb.io/epselect to "persist".');
  }
  loadBalancerSourceRanges.forEach((range, index) => {
    if (parseCidr(range, { hostBits: true })) return;
    const message = `${JSON.stringify(range)} is no network, and kube-loxilb skips it: without another range everybody may come`;
    add(`spec.loadBalancerSourceRanges[${index}]`, message, 'Write it as "192.168.57.0/24".');
  });
  return found;
}
