import type { Cluster } from '../../cluster';
import { each, type Rule, type Verdict } from '../rule';
import { placeOf, type Served, servedServices, settingOf } from './annotated';

export const anyAddress: Rule = {
  id: 'loxilb/any-address',
  severity: 'error',
  title: 'Mode hostonearm and the VIP 0.0.0.0 are not together',
  why: 'hostonearm is for the VIP 0.0.0.0 alone, and LoxiLB refuses it with any other, again and again. The VIP 0.0.0.0 in another mode takes what nobody meant for it.',
  cure: 'Set loxilb.io/staticIP to 0.0.0.0 with the mode hostonearm, or take another mode. For egress, set loxilb.io/egress to "yes".',
  source: 'loxilb v0.9.8.8, pkg/loxinet/rules.go (hostarm-args error); loxilb-io/loxilb#949',
  check: each(
    (cluster) => servedServices(cluster).filter((each) => each.mode === 'hostonearm' || vipOf(each, cluster) === ANY),
    verdict,
  ),
};

const ANY = '0.0.0.0';

function vipOf(served: Served, { loadBalancer }: Cluster): string | undefined {
  return settingOf(served, 'staticIP') ?? loadBalancer?.vipOf(served.object);
}

function verdict(served: Served, cluster: Cluster): Verdict {
  const { object, mode } = served;
  const vip = vipOf(served, cluster);
  if (mode !== 'hostonearm') {
    if (settingOf(served, 'egress') === 'yes') return undefined;
    const message = `the VIP is ${ANY}, and the mode is not hostonearm`;
    return { object, path: placeOf(served, 'staticIP'), severity: 'warning', message };
  }
  if (vip === ANY || vip === undefined) return undefined;
  return {
    object,
    path: placeOf(served, 'lbmode'),
    message: `mode hostonearm needs the VIP ${ANY}, and it is ${vip}: LoxiLB refuses the rule`,
  };
}
