import type { KubeLoxilb } from '../../loadbalancer/kube-loxilb';
import { isOn } from '../../loadbalancer/kube-loxilb-process';
import type { Rule, Violation } from '../rule';
import { flagOf, instanceCheck } from './instances';

export const flagConflict: Rule = {
  id: 'kube-loxilb/flag-conflict',
  severity: 'error',
  title: 'Flags of kube-loxilb contradict each other',
  why: 'Some flags need another one, and some take another one out of force without a word: --externalCIDR replaces all of --cidrPools, and --noZoneName does nothing beside --zone. Peers without --setBGP end the process.',
  cure: 'Leave one of the flags out, or add the one that is missing.',
  source: 'kube-loxilb v0.9.8.4, cmd/loxilb-agent/options.go',
  check: instanceCheck((instance) => [
    ...beside(instance, 'externalCIDR', 'cidrPools', 'replaces all pools of --cidrPools without a word'),
    ...beside(instance, 'noZoneName', 'zone', 'has no effect beside --zone'),
    ...beside(
      instance,
      'excludeRoleList',
      'loxiURL',
      'is for LoxiLB inside of the cluster, and has no effect beside --loxiURL',
    ),
    ...without(instance, 'extBGPPeers', 'setBGP', 'ends kube-loxilb without --setBGP'),
    ...instances(instance),
  ]),
};

function beside(instance: KubeLoxilb, name: string, other: string, problem: string): readonly Violation[] {
  const flag = flagOf(instance, name);
  if (!flag || !flagOf(instance, other)) return [];
  return [{ object: instance.workload, path: flag.path, message: `--${name} ${problem}` }];
}

function without(instance: KubeLoxilb, name: string, needed: string, problem: string): readonly Violation[] {
  const flag = flagOf(instance, name);
  if (!flag || (flagOf(instance, needed)?.value ?? '0') !== '0') return [];
  return [{ object: instance.workload, path: flag.path, message: `--${name} ${problem}` }];
}

/** Several masters share the VIPs only where masters are elected, and VIPs are not shared by Services. */
function instances(instance: KubeLoxilb): readonly Violation[] {
  const flag = flagOf(instance, 'numZoneInstances');
  if (!flag || Number(flag.value) <= 1) return [];
  if (flagOf(instance, 'setRoles') && isOn(flagOf(instance, 'setUniqueIP')?.value)) return [];
  return [
    { object: instance.workload, path: flag.path, message: '--numZoneInstances needs --setRoles and --setUniqueIP' },
  ];
}
