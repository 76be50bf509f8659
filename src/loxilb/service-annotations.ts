import { isValid, parse } from 'ipaddr.js';
import { LB_MODES } from '../platform';
import { checkInteger, checkOneOf, checkQualifiedName } from '../resource/checks';
import type { Field } from '../resource/field';
import type { EndpointSelection, LoxilbProbe, LoxilbServiceOptions } from './service-options';

/** Words of `loxilb.io/epselect`. */
const EPSELECT: Readonly<Record<EndpointSelection, string>> = {
  roundrobin: 'rr',
  hash: 'hash',
  persist: 'persist',
  leastConnections: 'lc',
  n2: 'n2',
  n3: 'n3',
};

const DAY = 86_400;

/**
 * The annotations for a gateway's Service: only what is given, in the words that kube-loxilb knows.
 * @param field the prop that holds the options
 * @throws InvalidFieldError for what kube-loxilb would ignore without a word, and what LoxiLB would refuse forever
 */
export function loxilbAnnotations(field: Field, options: LoxilbServiceOptions): Record<string, string> {
  checkKeys(field, options);
  const annotations: Record<string, string> = {};
  const set: Setter = (name, value) => {
    if (value !== undefined) annotations[`loxilb.io/${name}`] = value;
  };
  set('lbmode', modeOf(field.at('mode'), options));
  set('liveness', yesNo(field.at('liveness'), options.liveness));
  setProbe(field.at('probe'), options.probe, set);
  set('epselect', selectionOf(field.at('endpointSelection'), options.endpointSelection));
  set('timeout', seconds(field.at('timeout'), options.timeout));
  set('ipam', ipamOf(field.at('ipam'), options.ipam));
  setPools(field, options, set);
  setAddresses(field, options, set);
  setPlacement(field, options, set);
  set('useproxyprotov2', yesNo(field.at('proxyProtocolV2'), options.proxyProtocolV2));
  set('egress', yesNo(field.at('egress'), options.egress));
  return annotations;
}

type Setter = (name: string, value: string | undefined) => void;

const KEYS: Readonly<Record<keyof LoxilbServiceOptions, true>> = {
  mode: true,
  liveness: true,
  probe: true,
  endpointSelection: true,
  timeout: true,
  pool: true,
  secondaryPools: true,
  staticIP: true,
  secondaryIPs: true,
  ipam: true,
  zone: true,
  zoneInstance: true,
  nodeLabel: true,
  proxyProtocolV2: true,
  egress: true,
};

const DUMMY_ENDPOINT =
  "Cilium's Service for a gateway has a dummy endpoint in place of pods. Leave it out: node ports are the way in.";

/** Options that LoxiLB has and a gateway of Cilium cannot use. */
const UNUSABLE: Readonly<Record<string, string>> = {
  podNetwork: DUMMY_ENDPOINT,
  externalEndpoint: DUMMY_ENDPOINT,
  multusNetworks: "Cilium's Service for a gateway has no pods whose networks could be looked at. Leave it out.",
  preferLocalPod: 'It is for LoxiLB inside of the cluster, which cannot run beside Cilium. Leave it out.',
};

function checkKeys(field: Field, options: LoxilbServiceOptions): void {
  for (const key of Object.keys(options)) {
    const why = UNUSABLE[key];
    if (why !== undefined) field.at(key).fail(true, 'cannot be used on a gateway', why);
    checkOneOf(field.at(key), key, Object.keys(KEYS), 'an option of LoxiLB');
  }
}

function modeOf(field: Field, { mode, staticIP }: LoxilbServiceOptions): string | undefined {
  if (mode === undefined) return undefined;
  checkOneOf(field, mode, LB_MODES, 'a LoxiLB mode');
  if (mode === 'dsr') {
    field.fail(
      mode,
      'needs the same port on LoxiLB and node, and a gateway is reached through a node port',
      'Use "fullnat", or "default" to keep client addresses.',
    );
  }
  if (mode === 'hostonearm' && staticIP !== '0.0.0.0') {
    field.fail(mode, 'is for the VIP 0.0.0.0 only', 'Set staticIP to "0.0.0.0", or use another mode.');
  }
  return mode;
}

function yesNo(field: Field, value: boolean | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'boolean') field.fail(value, 'is no boolean', 'Write true or false.');
  return value ? 'yes' : 'no';
}

function seconds(field: Field, value: number | undefined): string | undefined {
  if (value === undefined) return undefined;
  checkInteger(field, value, 0, DAY, 'seconds');
  return String(value);
}

function setProbe(field: Field, probe: LoxilbProbe | undefined, set: Setter): void {
  if (probe === undefined) return;
  const type: string = probe.type;
  if (['http', 'https', 'sctp'].includes(type)) {
    field
      .at('type')
      .fail(
        type,
        'is refused: LoxiLB has no http and https probes, though kube-loxilb takes the words, and neither knows sctp',
        'Use "tcp" with the port, or "ping".',
      );
  }
  checkOneOf(field.at('type'), type, ['none', 'ping', 'tcp', 'udp'], 'a probe type');
  set('probetype', type);
  const port = 'port' in probe ? probe.port : undefined;
  if (type === 'tcp' || type === 'udp') {
    const place: Field = field.at('port');
    if (port === undefined) {
      place.fail(
        port,
        `is missing, and LoxiLB refuses a ${type} probe without`,
        'Give the port of the node to probe, 1 to 65535.',
      );
    }
    checkInteger(place, port, 1, 65535);
    set('probeport', String(port));
  } else if (port !== undefined) {
    field.at('port').fail(port, `is given, and LoxiLB refuses a port with probe type ${type}`, 'Leave it out.');
  }
  if (probe.type === 'none') return;
  set('probetimeout', seconds(field.at('timeout'), probe.timeout));
  if (probe.retries === undefined) return;
  checkInteger(field.at('retries'), probe.retries, 0, 100);
  set('proberetries', String(probe.retries));
}

function selectionOf(field: Field, selection: EndpointSelection | undefined): string | undefined {
  if (selection === undefined) return undefined;
  checkOneOf(field, selection, Object.keys(EPSELECT), 'an endpoint selection of LoxiLB');
  return EPSELECT[selection];
}

function ipamOf(field: Field, ipam: LoxilbServiceOptions['ipam']): string | undefined {
  if (ipam !== undefined) checkOneOf(field, ipam, ['ipv4', 'ipv6', 'ipv6to4'], 'an address family of LoxiLB');
  return ipam;
}

/** A pool as it stands in `--cidrPools`: anything but what divides the list. */
const POOL = /^[^\s,=]+$/;

function checkPool(field: Field, pool: string): void {
  if (typeof pool !== 'string' || !POOL.test(pool)) {
    field.fail(pool, 'is no name of a pool', 'Write the name as in --cidrPools, without blanks, commas and "=".');
  }
}

function setPools(field: Field, options: LoxilbServiceOptions, set: Setter): void {
  const { pool, secondaryPools, secondaryIPs, ipam } = options;
  if (pool !== undefined) {
    checkPool(field.at('pool'), pool);
    set('poolSelect', pool);
  }
  if (secondaryPools === undefined) return;
  const place = field.at('secondaryPools');
  if (secondaryIPs !== undefined) {
    place.fail(secondaryPools, 'stands beside secondaryIPs, and kube-loxilb takes one of the two', 'Leave one out.');
  }
  if (ipam !== undefined && ipam !== 'ipv4') {
    place.fail(secondaryPools, `is for IPv4 only, and ipam is "${ipam}"`, 'Leave it out.');
  }
  if (secondaryPools.length === 0) place.fail(secondaryPools, 'has no pool', 'Leave it out.');
  for (const [index, name] of secondaryPools.entries()) checkPool(place.item(index), name);
  set('poolSelectSecondary', secondaryPools.join(','));
}

function setAddresses(field: Field, { staticIP, secondaryIPs, ipam }: LoxilbServiceOptions, set: Setter): void {
  const family = ipam === 'ipv6' || ipam === 'ipv6to4' ? 'ipv6' : 'ipv4';
  if (staticIP !== undefined) {
    checkIp(field.at('staticIP'), staticIP, family);
    set('staticIP', staticIP);
  }
  if (secondaryIPs === undefined) return;
  const place = field.at('secondaryIPs');
  if (secondaryIPs.length < 1 || secondaryIPs.length > 3) {
    place.fail(
      secondaryIPs,
      'are not one to three addresses, and kube-loxilb drops such a list',
      'Give one, two or three.',
    );
  }
  for (const [index, ip] of secondaryIPs.entries()) checkIp(place.item(index), ip, family);
  set('secondaryIPs', secondaryIPs.join(','));
}

/** Four numbers without leading zeros: other spellings are addresses to some parsers and to others not. */
const IPV4 = /^(0|[1-9]\d{0,2})(\.(0|[1-9]\d{0,2})){3}$/;

function checkIp(field: Field, ip: string, family: 'ipv4' | 'ipv6'): void {
  const plain = typeof ip === 'string' && isValid(ip) && (ip.includes(':') || IPV4.test(ip));
  if (!plain) field.fail(ip, 'is no IP address', 'Write a single address, such as "192.168.57.100": no mask, no name.');
  if (parse(ip).kind() !== family) {
    const cure =
      family === 'ipv4' ? 'Set ipam to "ipv6" or "ipv6to4" for an IPv6 VIP.' : 'Leave ipam out for an IPv4 VIP.';
    field.fail(ip, `is no address of family ${family}`, cure);
  }
}

function setPlacement(field: Field, { zone, zoneInstance, nodeLabel }: LoxilbServiceOptions, set: Setter): void {
  if (zone !== undefined) {
    if (!/^[a-z0-9]+$/.test(zone)) {
      field
        .at('zone')
        .fail(
          zone,
          'is no name of a zone',
          'Use lower-case letters and digits: kube-loxilb cannot read back a name with "-".',
        );
    }
    set('zoneselect', zone);
  }
  if (zoneInstance !== undefined) {
    const place = field.at('zoneInstance');
    if (!/^[a-z0-9]+-inst\d+$/.test(zoneInstance)) {
      place.fail(zoneInstance, 'is no name of an instance', 'Write "<zone>-inst<number>", such as "llb-inst0".');
    }
    if (zone !== undefined && !zoneInstance.startsWith(`${zone}-`)) {
      place.fail(zoneInstance, `is not of the zone "${zone}"`, 'Name an instance of that zone.');
    }
    set('zoneinstance', zoneInstance);
  }
  if (nodeLabel === undefined) return;
  const place = field.at('nodeLabel');
  const equals = nodeLabel.indexOf('=');
  if (equals >= 0)
    place.fail(
      nodeLabel,
      'has a value, and kube-loxilb asks for the key alone',
      `Write "${nodeLabel.slice(0, equals)}".`,
    );
  checkQualifiedName(place, nodeLabel);
  set('nodelabel', nodeLabel);
}
