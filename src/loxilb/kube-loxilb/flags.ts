import { kubeLoxilbFlagSince, LB_MODES, type Version } from '../../platform';
import { checkInteger, checkOneOf } from '../../resource/checks';
import type { Field } from '../../resource/field';
import { checkBgp } from './bgp-arguments';
import type { KubeLoxilbArguments } from './kube-loxilb-arguments';
import { checkPools } from './pool-arguments';
import { checkLoxiUrls } from './url-arguments';
import { checkZones } from './zone-arguments';

/**
 * The command line of kube-loxilb, in the order of its own help.
 *
 * Its parser takes much that ends in a crash, or that is ignored; what it would do with that is in the messages.
 * Source: kube-loxilb, cmd/loxilb-agent/options.go.
 *
 * @throws InvalidFieldError
 */
export function kubeLoxilbFlags(args: KubeLoxilbArguments, tag: Version, field: Field): string[] {
  checkPools(field, args);
  checkLoxiUrls(field, args);
  checkBgp(field, args);
  checkZones(field, args);
  const mode = modeNumber(field.at('mode'), args);
  if (args.logLevel !== undefined) checkInteger(field.at('logLevel'), args.logLevel, 0, 10);
  const flags: (readonly [flag: string, prop: keyof KubeLoxilbArguments, value: string | undefined])[] = [
    ['loxiURL', 'loxiUrls', list(args.loxiUrls)],
    ['cidrPools', 'pools', pools(args.pools)],
    ['cidr6Pools', 'pools6', pools(args.pools6)],
    ['setLBMode', 'mode', mode],
    // Without a value the flag would swallow the next one. Any address but this one is stored and of no use.
    ['setRoles', 'roles', args.roles === true ? '0.0.0.0' : undefined],
    ['setBGP', 'bgp', text(args.bgp)],
    ['extBGPPeers', 'peers', list(args.peers?.map(({ address, asn }) => `${address}:${asn}`))],
    ['listenBGPPort', 'listenBgpPort', text(args.listenBgpPort)],
    ['eBGPMultiHop', 'multiHop', on(args.multiHop)],
    ['monitor', 'monitor', on(args.monitor)],
    ['setUniqueIP', 'uniqueIp', on(args.uniqueIp)],
    ['zone', 'zone', args.zone],
    ['numZoneInstances', 'zoneInstances', text(args.zoneInstances)],
    ['noZoneName', 'noZoneName', on(args.noZoneName)],
    ['privateCIDR', 'privateCidr', args.privateCidr],
    ['excludeRoleList', 'excludeRoles', list(args.excludeRoles)],
    ['appendEPs', 'appendEndpoints', on(args.appendEndpoints)],
    ['enableBGPCRDs', 'bgpResources', on(args.bgpResources)],
    ['v', 'logLevel', text(args.logLevel)],
  ];
  return flags.flatMap(([flag, prop, value]) => {
    if (value === undefined) return [];
    const since = kubeLoxilbFlagSince(flag, tag);
    if (since !== undefined) {
      field
        .at(prop)
        .fail(
          args[prop],
          `is not known to kube-loxilb ${tag}, which would end at once`,
          `Use ${since} or newer (loxilb.kubeLoxilb of the platform).`,
        );
    }
    return `--${flag}=${value}`;
  });
}

/** A flag that is not given is off; given as false it would say the same. */
function on(value: boolean | undefined): string | undefined {
  return value === true ? 'true' : undefined;
}

function text(value: number | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}

function list(values: readonly string[] | undefined): string | undefined {
  return values && values.length > 0 ? values.join(',') : undefined;
}

function pools(byName: Readonly<Record<string, string>> | undefined): string | undefined {
  return list(Object.entries(byName ?? {}).map(([name, addresses]) => `${name}=${addresses}`));
}

/** Modes by number: kube-loxilb, pkg/api/lb.go. */
function modeNumber(field: Field, { mode }: KubeLoxilbArguments): string | undefined {
  if (mode === undefined) return undefined;
  checkOneOf(field, mode, LB_MODES, 'a LoxiLB mode');
  if (mode === 'dsr') {
    field.fail(
      mode,
      'cannot be the mode of all Services: it needs equal ports, and LoxiLB sends to node ports',
      'Use "fullnat", "onearm" or "default".',
    );
  }
  return String(LB_MODES.indexOf(mode));
}
