import { overlaps, rangeOf } from '../../../platform/ip-range';
import type { Cluster } from '../../cluster';
import { handedOut, handedOut6 } from '../../loadbalancer/ip-pool';
import { each, type Rule, type Verdict } from '../rule';
import { placeOf, type Served, servedServices, settingOf } from './annotated';

export const staticIp: Rule = {
  id: 'loxilb/static-ip',
  severity: 'warning',
  title: 'A static address is not the only one, or is of no pool',
  why: 'kube-loxilb takes any address, and adds those of spec.externalIPs to it: the Service has several VIPs. An address outside of the pools may be one that nobody routes to LoxiLB.',
  cure: 'Take an address of a pool, and leave out spec.externalIPs.',
  source: 'kube-loxilb v0.9.8.4, loadbalancer.go (staticIP, externalIPs)',
  check: each(
    (cluster) => servedServices(cluster).filter((each) => settingOf(each, 'staticIP') !== undefined),
    verdict,
  ),
};

function verdict(served: Served, { kubeLoxilb }: Cluster): Verdict {
  const { object, service } = served;
  const address = settingOf(served, 'staticIP') ?? '';
  const path = placeOf(served, 'staticIP');
  if (service.externalIPs.length > 0) {
    return { object, path, message: `spec.externalIPs, ${service.externalIPs.join(', ')}, are VIPs as well` };
  }
  const range = rangeOf(address);
  if (!range || !kubeLoxilb || address === '0.0.0.0') return undefined;
  const texts = [...kubeLoxilb.pools.values()].map(handedOut).concat([...kubeLoxilb.pools6.values()].map(handedOut6));
  if (texts.some((pool) => pool && overlaps(pool, range))) return undefined;
  return { object, path, message: `${address} is in no pool of kube-loxilb` };
}
