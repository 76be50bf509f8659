import { overlaps, parseAddress } from '../../../platform/ip-range';
import { poolProblem } from '../../../platform/vip-range';
import { handedOut } from '../../loadbalancer/ip-pool';
import type { Rule, Violation } from '../rule';
import { atFlag, type Flag, flagCheck } from './instances';

export const pool: Rule = {
  id: 'kube-loxilb/pool',
  severity: 'error',
  title: 'A pool of kube-loxilb is not the addresses that it seems to be',
  why: 'kube-loxilb counts with the last byte of addresses. Networks wider than /24 give addresses twice, small ones written with their network address give that and the broadcast address, some forms give none, whereupon it ends. Two pools with one address give it twice.',
  cure: 'Write "10.0.0.0/24", "10.0.0.17/28" with the first usable host, "10.0.0.5/32", or "10.0.0.5-10.0.0.20" within one /24.',
  source: 'loxilib, ipalloc.go, and kube-loxilb, pkg/ippool, as run',
  check: flagCheck(['cidrPools', 'cidr6Pools', 'externalCIDR'], (flag) =>
    flag.flag === 'externalCIDR' ? ofText(flag, 'defaultPool', flag.value ?? '') : ofPools(flag),
  ),
};

function ofPools(flag: Flag): readonly Violation[] {
  const seen = new Map<string, string>();
  return (flag.value ?? '').split(',').flatMap((entry): readonly Violation[] => {
    const [name = '', addresses = '', ...more] = entry.split('=');
    if (addresses === '' || more.length > 0 || /\s/.test(entry)) {
      return [
        atFlag(
          flag,
          `${JSON.stringify(entry)} is no pool: kube-loxilb ends at once`,
          'Write name=addresses, with commas between and no blanks.',
        ),
      ];
    }
    if (seen.has(name)) return [atFlag(flag, `the pool ${name} is given twice: kube-loxilb ends at once`)];
    const range = handedOut(addresses);
    const other = [...seen].find(([, text]) => {
      const known = handedOut(text);
      return range && known && overlaps(range, known);
    });
    seen.set(name, addresses);
    if (other)
      return [atFlag(flag, `the pools ${other[0]} and ${name} have addresses in common, which are given out twice`)];
    return ofText(flag, name, addresses);
  });
}

function ofText(flag: Flag, name: string, addresses: string): readonly Violation[] {
  if (flag.flag === 'cidr6Pools') {
    const family = parseAddress(addresses.split(/[-/]/)[0] ?? '')?.family;
    return family === 6
      ? []
      : [atFlag(flag, `the pool ${name}, ${addresses}, is no IPv6 pool: kube-loxilb ends at once`)];
  }
  const found = poolProblem(addresses);
  return found ? [atFlag(flag, `the pool ${name}, ${addresses}, ${found.problem}`, found.cure)] : [];
}
