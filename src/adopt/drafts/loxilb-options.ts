import { type Code, codeOf, recordOf } from '../code';
import { type Fields, textOf } from '../json';

/** Options of LoxiLB, and the annotations that they do not stand for. */
export interface LoxilbOptionsCode {
  /** Undefined where there is none. */
  readonly options: Code | undefined;
  readonly rest: Fields;
}

const PREFIX = 'loxilb.io/';

/** Annotations of one value each: the option, and how its value is written. */
const OPTIONS: Readonly<Record<string, readonly [option: string, read: (text: string) => unknown]>> = {
  lbmode: ['mode', String],
  liveness: ['liveness', yesNo],
  timeout: ['timeout', seconds],
  epselect: ['endpointSelection', (text) => SELECTIONS[text]],
  poolSelect: ['pool', String],
  poolSelectSecondary: ['secondaryPools', (text) => text.split(',')],
  staticIP: ['staticIP', String],
  secondaryIPs: ['secondaryIPs', (text) => text.split(',')],
  ipam: ['ipam', String],
  zoneselect: ['zone', String],
  zoneinstance: ['zoneInstance', String],
  nodelabel: ['nodeLabel', String],
  prefLocalPod: ['preferLocalPod', yesNo],
  usepodnetwork: ['podNetwork', yesNo],
  useExternalEndpoint: ['externalEndpoint', yesNo],
  useproxyprotov2: ['proxyProtocolV2', yesNo],
  egress: ['egress', yesNo],
  'multus-nets': ['multusNetworks', (text) => text.split(',')],
};

const SELECTIONS: Readonly<Record<string, string>> = {
  rr: 'roundrobin',
  hash: 'hash',
  persist: 'persist',
  lc: 'leastConnections',
  n2: 'n2',
  n3: 'n3',
};

/** Annotations that together are the option `probe`. */
const PROBE: Readonly<Record<string, readonly [member: string, read: (text: string) => unknown]>> = {
  probetype: ['type', String],
  probeport: ['port', seconds],
  probereq: ['request', String],
  proberesp: ['response', String],
  probetimeout: ['timeout', seconds],
  proberetries: ['retries', seconds],
};

/** What annotations of a Service say, in the words of `LoxilbServiceOptions`; those that say nothing there stay annotations. */
export function loxilbOptionsOf(annotations: Fields, at: string): LoxilbOptionsCode {
  const options: Record<string, Code> = {};
  const probe: Record<string, Code> = {};
  const rest: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(annotations)) {
    const name = key.startsWith(PREFIX) ? key.slice(PREFIX.length) : undefined;
    const [own, ofProbe] = name === undefined ? [] : [lookup(OPTIONS, name), lookup(PROBE, name)];
    const [target, read] = own ?? ofProbe ?? [];
    const text = textOf(value);
    const found = text === undefined || !read ? undefined : read(text);
    if (target === undefined || found === undefined) rest[key] = value;
    else (ofProbe ? probe : options)[target] = codeOf(found, `${at}[${key}]`);
  }
  if (Object.keys(probe).length > 0) options.probe = recordOf(probe);
  return { options: Object.keys(options).length > 0 ? recordOf(options) : undefined, rest };
}

function lookup<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

function yesNo(text: string): boolean | undefined {
  if (text === 'yes') return true;
  return text === 'no' ? false : undefined;
}

function seconds(text: string): number | undefined {
  return /^(0|[1-9]\d{0,8})$/.test(text) ? Number(text) : undefined;
}
