import { LB_MODES } from '../../platform';
import type { Argument } from './kube-loxilb-arguments';

/** What a running kube-loxilb was told. */
export interface KubeLoxilbProcess {
  /** Texts of the IPv4 pools by name. */
  readonly pools: ReadonlyMap<string, string>;
  /** Texts of the IPv6 pools by name. */
  readonly pools6: ReadonlyMap<string, string>;
  /** Mode of Services that ask for none. */
  readonly mode: string;
  /** In front of instance names; empty with `--noZoneName`. */
  readonly zone: string;
  /** A VIP for each Service. */
  readonly uniqueIp: boolean;
  /** Probes for every rule. */
  readonly monitor: boolean;
}

/** What it falls back to without pools: publicly routed addresses (kube-loxilb, options.go). */
export const NO_POOLS = new Map([['defaultPool', '123.123.123.1/24']]);
const NO_POOLS_6 = new Map([['defaultPool', '3ffe:cafe::1/96']]);

/** What the flags come to. `--externalCIDR` is an old one that takes the place of all pools. */
export function kubeLoxilbProcess(args: readonly Argument[]): KubeLoxilbProcess {
  const flags = new Map(args.map(({ flag, value }) => [flag, value ?? '']));
  const external = flags.get('externalCIDR');
  const pools = external ? new Map([['defaultPool', external]]) : poolsOf(flags.get('cidrPools'));
  const pools6 = poolsOf(flags.get('cidr6Pools'));
  const zone = flags.get('zone');
  return {
    pools: pools.size > 0 ? pools : NO_POOLS,
    pools6: pools6.size > 0 ? pools6 : NO_POOLS_6,
    mode: LB_MODES[Number(flags.get('setLBMode') ?? 0)] ?? 'default',
    zone: zone ? zone : isOn(flags.get('noZoneName')) ? '' : 'llb',
    uniqueIp: isOn(flags.get('setUniqueIP')),
    monitor: isOn(flags.get('monitor')),
  };
}

/** True for a switch that is on. */
export function isOn(value: string | undefined): boolean {
  return value === 'true' || value === '1' || value === 't';
}

/** Pools of a text `name=addresses[,name=addresses]`, by name; what has no name is left out. */
export function poolsOf(text: string | undefined): Map<string, string> {
  const entries = (text ?? '').split(',').flatMap((entry): [string, string][] => {
    const at = entry.indexOf('=');
    return at < 0 ? [] : [[entry.slice(0, at), entry.slice(at + 1)]];
  });
  return new Map(entries);
}
