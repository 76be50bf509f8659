import type { StoredObject } from '../inventory';

/** A port of a Service. */
export interface ServicePort {
  readonly port: number;
  /** TCP, UDP or SCTP. */
  readonly protocol: string;
  /** Undefined where the API server chooses. */
  readonly nodePort: number | undefined;
  /** Where the origin has it: `spec.ports[0].port`, `spec.listeners[0].port`. */
  readonly path: string;
}

/** A Service as kube-loxilb reads it. */
export interface LoxilbService {
  readonly namespace: string;
  readonly name: string;
  readonly annotations: Readonly<Record<string, string>>;
  /** Where the origin has the annotations: `metadata.annotations`, `spec.infrastructure.annotations`. */
  readonly annotationsPath: string;
  readonly ports: readonly ServicePort[];
  readonly externalIPs: readonly string[];
  /** Networks that clients may come from; none: all. */
  readonly sourceRanges: readonly string[];
  /** `Cluster` or `Local`. */
  readonly trafficPolicy: string;
  /** The Service itself, or the Gateway that Cilium makes it for. */
  readonly origin: StoredObject;
}

const PREFIX = 'loxilb.io/';

/** Words of an annotation that count; any other is as if nothing were given (kube-loxilb, loadbalancer.go). */
const WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  lbmode: {
    default: 'default',
    onearm: 'onearm',
    fullnat: 'fullnat',
    dsr: 'dsr',
    fullproxy: 'fullproxy',
    hostonearm: 'hostonearm',
  },
  epselect: { rr: 'rr', roundrobin: 'rr', hash: 'hash', persist: 'persist', lc: 'lc', n2: 'n2', n3: 'n3' },
  ipam: {
    ipv4: 'ipv4',
    ip: 'ipv4',
    ip4: 'ipv4',
    ipv6: 'ipv6',
    ip6: 'ipv6',
    nat66: 'ipv6',
    ipv6to4: 'ipv6to4',
    nat64: 'ipv6to4',
  },
};

/** One of the words of an annotation; undefined for none, and for one that kube-loxilb does not know. */
export function wordOf({ annotations }: LoxilbService, key: string): string | undefined {
  const given = textOf({ annotations }, key);
  const words = WORDS[key] ?? {};
  return given !== undefined && Object.hasOwn(words, given) ? words[given] : undefined;
}

/** The text of an annotation. */
export function textOf({ annotations }: Pick<LoxilbService, 'annotations'>, key: string): string | undefined {
  const name = `${PREFIX}${key}`;
  return Object.hasOwn(annotations, name) ? annotations[name] : undefined;
}
