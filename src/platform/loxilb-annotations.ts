import { atLeast, type Version } from './version';

/** What kube-loxilb takes as the value of an annotation. Matching is exact: case counts, blanks are not trimmed. */
export type AnnotationValue =
  | {
      readonly type: 'words';
      readonly words: readonly string[];
      /** Those of `words` that only tagged builds of kube-loxilb pass on rightly. */
      readonly tagged?: readonly string[];
      /** Further words that kube-loxilb takes and LoxiLB refuses. */
      readonly refused?: readonly string[];
    }
  /** Digits alone: anything else counts as if nothing were given, and negative numbers overflow. */
  | { readonly type: 'integer'; readonly min: number; readonly max: number; readonly unit?: string }
  | { readonly type: 'ip' }
  /** Addresses with commas between, and no blanks. */
  | { readonly type: 'ips'; readonly most: number }
  /** Names with commas between, and no blanks. */
  | { readonly type: 'names' }
  | { readonly type: 'label-key' }
  /** `<zone>-inst<N>` */
  | { readonly type: 'zone-instance' }
  | { readonly type: 'text' };

/** One annotation that kube-loxilb reads on a Service. */
export interface LoxilbAnnotation {
  /** With the prefix `loxilb.io/`. */
  readonly key: string;
  readonly value: AnnotationValue;
  /** What applies without the annotation. */
  readonly default: string;
  /**
   * What becomes of a Service with a bad value: `ignored`: as without the annotation, and nothing says so; `not provisioned`:
   * kube-loxilb tries again forever; `refused by LoxiLB`: it is passed on, LoxiLB refuses the rule, and kube-loxilb tries again
   * forever.
   */
  readonly badValue: 'ignored' | 'not provisioned' | 'refused by LoxiLB';
  /** What one has to know of bad values, beside that. */
  readonly note?: string;
  /**
   * What a change on a live Service does: `recreates`: the rule is deleted and made anew, so sessions drop; `nothing`: it is
   * read on the first time only; `adds`: the new value comes beside the old one. Undefined: not known.
   */
  readonly change?: 'recreates' | 'nothing' | 'adds';
  /** First tag that reads it; undefined: all that are supported here. */
  readonly since?: Version;
  /** Last tag that reads it. */
  readonly until?: Version;
  /** Read only by builds after the last tag, and without effect on the open-source LoxiLB. */
  readonly untagged?: boolean;
}

const YES_NO: AnnotationValue = { type: 'words', words: ['yes', 'no'] };
const TEXT: AnnotationValue = { type: 'text' };
const NAMES: AnnotationValue = { type: 'names' };
const SECONDS: AnnotationValue = { type: 'integer', min: 0, max: 86_400, unit: 'seconds' };
const MTLS = { default: 'off', untagged: true, change: 'nothing' } as const;

/** Modes of LoxiLB by their number in `--setLBMode`. */
export const LB_MODES = ['default', 'onearm', 'fullnat', 'dsr', 'fullproxy', 'hostonearm'] as const;

/**
 * Every annotation that kube-loxilb reads on a Service, with the values that have an effect.
 *
 * Sources: kube-loxilb v0.9.8.4, pkg/agent/manager/loadbalancer/loadbalancer.go and pkg/api/lb.go; what LoxiLB refuses later:
 * loxilb v0.9.8.8, pkg/loxinet/rules.go. `probetype` http and https are accepted by the one and refused by the other.
 */
export const LOXILB_ANNOTATIONS: readonly LoxilbAnnotation[] = [
  {
    key: 'loxilb.io/lbmode',
    value: { type: 'words', words: LB_MODES },
    default: '--setLBMode',
    badValue: 'ignored',
    note: 'dsr needs epselect hash and the same port on LoxiLB and endpoint; hostonearm needs the VIP 0.0.0.0',
    change: 'recreates',
  },
  {
    key: 'loxilb.io/liveness',
    value: YES_NO,
    default: 'no; yes with --monitor, and with the modes onearm, fullnat and hostonearm',
    badValue: 'ignored',
    change: 'recreates',
  },
  {
    key: 'loxilb.io/probetype',
    value: { type: 'words', words: ['none', 'ping', 'tcp', 'udp'], refused: ['http', 'https'] },
    default: 'that of the mode: the protocol of the Service, towards the endpoint port',
    badValue: 'ignored',
    note: 'http and https are taken by kube-loxilb and refused by LoxiLB; sctp is taken by neither',
    change: 'recreates',
  },
  {
    key: 'loxilb.io/probeport',
    value: { type: 'integer', min: 1, max: 65_535 },
    default: 'none',
    badValue: 'refused by LoxiLB',
    note: 'needed for probetype tcp and udp, refused for ping and none; a number above 65535 is cut to 16 bits',
    change: 'recreates',
  },
  {
    key: 'loxilb.io/probereq',
    value: TEXT,
    default: 'none',
    badValue: 'ignored',
    note: 'meant for http and https, which LoxiLB refuses; tcp and udp do not use it',
    change: 'recreates',
  },
  {
    key: 'loxilb.io/proberesp',
    value: TEXT,
    default: 'none',
    badValue: 'ignored',
    note: 'meant for http and https, which LoxiLB refuses; tcp and udp do not use it',
    change: 'recreates',
  },
  {
    key: 'loxilb.io/probetimeout',
    value: SECONDS,
    default: '60',
    badValue: 'refused by LoxiLB',
    note: 'text counts as 0, which is the default',
    change: 'recreates',
  },
  {
    key: 'loxilb.io/proberetries',
    value: { type: 'integer', min: 0, max: 100 },
    default: '2',
    badValue: 'refused by LoxiLB',
    note: 'text counts as 0, which is the default',
    change: 'recreates',
  },
  {
    key: 'loxilb.io/epselect',
    value: {
      type: 'words',
      words: ['rr', 'roundrobin', 'hash', 'persist', 'lc', 'n2', 'n3'],
      tagged: ['n3'],
    },
    default: 'rr',
    badValue: 'ignored',
    note: 'n3 is for UDP only; builds after v0.9.8.4 send n3 as a number that LoxiLB refuses, and know n2det, which it takes for n3',
    change: 'recreates',
  },
  {
    key: 'loxilb.io/timeout',
    value: SECONDS,
    default: '1800',
    badValue: 'refused by LoxiLB',
    note: 'text counts as 1800; 0 is the default of LoxiLB: 240 for TCP and SCTP, 20 for the rest',
    change: 'recreates',
  },
  {
    key: 'loxilb.io/ipam',
    value: { type: 'words', words: ['ipv4', 'ip', 'ip4', 'ipv6', 'ip6', 'nat66', 'ipv6to4', 'nat64'] },
    default: 'ipv4',
    badValue: 'ignored',
    change: 'recreates',
  },
  {
    key: 'loxilb.io/poolSelect',
    value: TEXT,
    default: 'defaultPool',
    badValue: 'not provisioned',
    note: 'case counts; without this annotation and without a pool defaultPool, kube-loxilb crashes',
    change: 'nothing',
    since: 'v0.9.7',
  },
  {
    key: 'loxilb.io/poolSelectSecondary',
    value: NAMES,
    default: 'none',
    badValue: 'not provisioned',
    note: 'IPv4 only, and not together with secondaryIPs',
    since: 'v0.9.7',
  },
  {
    key: 'loxilb.io/secondaryIPs',
    value: { type: 'ips', most: 3 },
    default: 'none',
    badValue: 'ignored',
    note: 'four or more, or one that is no address: the whole list is dropped; LoxiLB drops it for all but SCTP',
    change: 'nothing',
  },
  {
    key: 'loxilb.io/num-secondary-networks',
    value: { type: 'integer', min: 0, max: 3 },
    default: 'none',
    badValue: 'ignored',
    note: 'loxilb.io/poolSelectSecondary took its place',
    until: 'v0.9.6',
  },
  {
    key: 'loxilb.io/staticIP',
    value: { type: 'ip' },
    default: 'an address of the pool',
    badValue: 'ignored',
    note: 'on a live Service it is a second VIP beside the first, and taking it away leaves the VIP as it is',
    change: 'adds',
  },
  {
    key: 'loxilb.io/zoneselect',
    value: TEXT,
    default: 'every kube-loxilb of the class',
    badValue: 'ignored',
    note: 'a zone that no kube-loxilb has: the Service is skipped, and nothing says so',
  },
  {
    key: 'loxilb.io/zoneinstance',
    value: { type: 'zone-instance' },
    default: 'given out in turn',
    badValue: 'not provisioned',
    change: 'nothing',
    since: 'v0.9.8',
  },
  {
    key: 'loxilb.io/nodelabel',
    value: { type: 'label-key' },
    default: 'all ready nodes',
    badValue: 'not provisioned',
    note: 'the key alone: with "=" it is no label key; and no node with the label is no endpoint',
    change: 'recreates',
  },
  { key: 'loxilb.io/prefLocalPod', value: YES_NO, default: 'no', badValue: 'ignored', change: 'nothing' },
  {
    key: 'loxilb.io/usepodnetwork',
    value: YES_NO,
    default: '--usePodNetwork',
    badValue: 'ignored',
    note: 'not for gateways of Cilium, whose Services have a dummy endpoint',
    since: 'v0.9.7',
  },
  {
    key: 'loxilb.io/useExternalEndpoint',
    value: YES_NO,
    default: 'no',
    badValue: 'ignored',
    note: 'not for gateways of Cilium, whose Services have a dummy endpoint',
    since: 'v0.9.8',
  },
  {
    key: 'loxilb.io/useproxyprotov2',
    value: YES_NO,
    default: 'no',
    badValue: 'ignored',
    note: 'TCP only: a Service with a UDP port is refused by LoxiLB; Cilium must have gatewayAPI.enableProxyProtocol',
    change: 'recreates',
    since: 'v0.9.8',
  },
  {
    key: 'loxilb.io/egress',
    value: YES_NO,
    default: 'no',
    badValue: 'ignored',
    change: 'recreates',
    since: 'v0.9.8',
  },
  {
    key: 'loxilb.io/multus-nets',
    value: NAMES,
    default: 'none',
    badValue: 'ignored',
    note: 'makes kube-loxilb take the Service whatever its class; up to v0.9.8.4 it crashes on one without class',
  },
  {
    ...MTLS,
    key: 'loxilb.io/mtls-frontend-mode',
    value: { type: 'words', words: ['disabled', 'optional', 'required'] },
    badValue: 'not provisioned',
  },
  { ...MTLS, key: 'loxilb.io/mtls-frontend-secret', value: TEXT, badValue: 'not provisioned' },
  {
    ...MTLS,
    key: 'loxilb.io/mtls-frontend-require-cn',
    value: { type: 'words', words: ['true'] },
    badValue: 'ignored',
  },
  { ...MTLS, key: 'loxilb.io/mtls-frontend-cn-pattern', value: TEXT, badValue: 'ignored' },
  { ...MTLS, key: 'loxilb.io/mtls-backend-verify', value: { type: 'words', words: ['true'] }, badValue: 'ignored' },
  { ...MTLS, key: 'loxilb.io/mtls-backend-ca-secret', value: TEXT, badValue: 'not provisioned' },
  { ...MTLS, key: 'loxilb.io/mtls-backend-client-secret', value: TEXT, badValue: 'not provisioned' },
];

/** Prefix of all annotations of LoxiLB. */
export const LOXILB_PREFIX = 'loxilb.io/';

/** Keys that stand in examples of the net and are read by no version of kube-loxilb, each with what to do instead. */
export const UNREAD_LOXILB_KEYS: ReadonlyMap<string, string> = new Map([
  ['loxilb.io/vip', 'Use loxilb.io/staticIP.'],
  ['loxilb.io/host', 'Leave it out: hostnames of listeners and routes say it.'],
  ['loxilb.io/https', 'Leave it out: a listener of protocol HTTPS says it.'],
  ['loxilb.io/security', 'Leave it out: a listener of protocol HTTPS says it.'],
  ['loxilb.io/prefunset', 'Leave it out.'],
]);

/** The class by which kube-loxilb knows its Services (kube-loxilb v0.9.8.4, cmd/loxilb-agent/options.go). */
export const LOXILB_CLASS = 'loxilb.io/loxilb';

/**
 * The annotation that names the class for whatever sets it at admission: a webhook or a MutatingAdmissionPolicy. No version of
 * kube-loxilb reads it.
 */
export const LOAD_BALANCER_CLASS_ANNOTATION = 'loxilb.io/loadBalancerClass';

/** The last tag of kube-loxilb. Its image `latest` is built from what came after. */
const LAST_TAG: Version = 'v0.9.8.4';

/** True for a build of kube-loxilb after its last tag. */
export function isUntagged(kubeLoxilb: Version): boolean {
  return !atLeast(LAST_TAG, kubeLoxilb);
}

/** The annotation of a key, whatever version reads it; undefined for a key that none reads. Case counts. */
export function loxilbAnnotation(key: string): LoxilbAnnotation | undefined {
  return LOXILB_ANNOTATIONS.find((annotation) => annotation.key === key);
}

/** Undefined if the version of kube-loxilb reads the annotation, else a sentence that says which ones do. */
export function missingAnnotation(annotation: LoxilbAnnotation, kubeLoxilb: Version): string | undefined {
  const { since, until, untagged, note } = annotation;
  const platform = 'set loxilb.kubeLoxilb of the platform if the cluster has that release';
  if (untagged && !isUntagged(kubeLoxilb)) return `Builds after ${LAST_TAG} read it.`;
  if (since !== undefined && !atLeast(kubeLoxilb, since)) return `kube-loxilb ${since} and newer read it: ${platform}.`;
  if (until !== undefined && !atLeast(until, kubeLoxilb)) {
    return `kube-loxilb read it up to ${until}${note === undefined ? '' : `; ${note}`}.`;
  }
  return undefined;
}
