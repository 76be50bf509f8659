import { LB_MODES } from '../../platform';
import type { Inventory, StoredObject } from '../inventory';
import { kindOf } from '../inventory';

/** What a running kube-loxilb was told. */
export interface KubeLoxilbProcess {
  /** Texts of the IPv4 pools by name. */
  readonly pools: ReadonlyMap<string, string>;
  /** Mode of Services that ask for none. */
  readonly mode: string;
  /** In front of instance names; empty with `--noZoneName`. */
  readonly zone: string;
  /** A VIP for each Service. */
  readonly uniqueIp: boolean;
}

/** What it falls back to without pools: publicly routed addresses (kube-loxilb, options.go). */
const NO_POOLS = new Map([['defaultPool', '123.123.123.1/24']]);

/**
 * Reads a command line as kube-loxilb does: `--flag=value`, `--flag value`, and switches. `--externalCIDR` is an old flag that takes
 * the place of all pools.
 */
export function kubeLoxilbProcess(args: readonly string[]): KubeLoxilbProcess {
  const flags = flagsOf(args);
  const external = flags.get('externalCIDR');
  const pools = external ? new Map([['defaultPool', external]]) : poolsOf(flags.get('cidrPools'));
  const zone = flags.get('zone');
  return {
    pools: pools.size > 0 ? pools : NO_POOLS,
    mode: LB_MODES[Number(flags.get('setLBMode') ?? 0)] ?? 'default',
    zone: zone ?? (isOn(flags.get('noZoneName')) ? '' : 'llb'),
    uniqueIp: isOn(flags.get('setUniqueIP')),
  };
}

function flagsOf(args: readonly string[]): ReadonlyMap<string, string> {
  const flags = new Map<string, string>();
  for (let i = 0; i < args.length; i++) {
    const [, name, value] = /^--?([A-Za-z0-9_]+)(?:=([\s\S]*))?$/.exec(args[i] ?? '') ?? [];
    if (name === undefined) continue;
    if (value !== undefined) flags.set(name, value);
    else if (SWITCHES.has(name)) flags.set(name, 'true');
    else flags.set(name, args[++i] ?? '');
  }
  return flags;
}

/** Flags that take no value after a blank. */
const SWITCHES: ReadonlySet<string> = new Set(
  'eBGPMultiHop monitor setUniqueIP noZoneName appendEPs usePodNetwork useExternalEndpoint enableBGPCRDs gatewayAPI'.split(
    ' ',
  ),
);

function isOn(value: string | undefined): boolean {
  return value === 'true' || value === '1' || value === 't';
}

function poolsOf(text: string | undefined): Map<string, string> {
  const entries = (text ?? '').split(',').flatMap((entry): [string, string][] => {
    const at = entry.indexOf('=');
    return at < 0 ? [] : [[entry.slice(0, at), entry.slice(at + 1)]];
  });
  return new Map(entries);
}

interface Deployment extends StoredObject {
  readonly spec: {
    readonly template: {
      readonly spec?: {
        readonly containers?: readonly {
          readonly image?: string;
          readonly command?: readonly string[];
          readonly args?: readonly string[];
        }[];
      };
    };
  };
}

const DEPLOYMENT = kindOf<Deployment>('apps', 'Deployment');

/** The kube-loxilb among the objects: a Deployment that runs its binary or its image. */
export function findKubeLoxilb(inventory: Inventory): KubeLoxilbProcess | undefined {
  for (const { spec } of inventory.all(DEPLOYMENT)) {
    for (const { image = '', command = [], args = [] } of spec.template.spec?.containers ?? []) {
      if (!command.includes('/bin/kube-loxilb') && !/(^|\/)kube-loxilb(:|@|$)/.test(image)) continue;
      return kubeLoxilbProcess([...command.slice(1), ...args]);
    }
  }
  return undefined;
}
