import type { Rule, Violation } from '../rule';
import { instanceCheck } from './instances';

export const privileges: Rule = {
  id: 'kube-loxilb/privileges',
  severity: 'warning',
  title: 'kube-loxilb has privileges that it does not use',
  why: 'kube-loxilb is a client of two APIs. It opens no raw socket and changes no interface: a privileged container with rights on the network of its node is of use to an attacker alone.',
  cure: 'Leave out privileged and the capabilities; leave out hostNetwork unless the API of LoxiLB is reachable from nodes alone.',
  source: 'kube-loxilb v0.9.8.4, cmd/loxilb-agent: no code path needs them',
  check: instanceCheck(({ workload: object, container, path }): readonly Violation[] => {
    const { privileged, capabilities } = container.securityContext ?? {};
    const added = capabilities?.add ?? [];
    return [
      ...(privileged
        ? [{ object, path: `${path}.securityContext.privileged`, message: 'it needs no privileged container' }]
        : []),
      ...(added.length > 0
        ? [{ object, path: `${path}.securityContext.capabilities.add`, message: `it uses none of ${added.join(', ')}` }]
        : []),
      ...(object.spec.template.spec?.hostNetwork
        ? [{ object, path: 'spec.template.spec.hostNetwork', message: 'it needs the network of pods alone' }]
        : []),
    ];
  }),
};
