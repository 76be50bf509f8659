import type { Version } from './version';

/** What kube-loxilb takes as the value of an annotation. Matching is exact: case counts, blanks are not trimmed. */
export type AnnotationValue =
  | { readonly type: 'words'; readonly words: readonly string[] }
  | { readonly type: 'integer'; readonly min: number; readonly max: number; readonly unit?: string }
  | { readonly type: 'ip' }
  | { readonly type: 'ips'; readonly most: number }
  | { readonly type: 'text' };

/** One annotation that kube-loxilb reads on a Service. */
export interface LoxilbAnnotation {
  /** With the prefix `loxilb.io/`. */
  readonly key: string;
  readonly value: AnnotationValue;
  /** What happens with a value that kube-loxilb does not know. */
  readonly badValue: 'ignored' | 'not provisioned' | 'refused by LoxiLB';
  /** First tag that reads it; undefined: all that are supported here. */
  readonly since?: Version;
  /** Read only by builds after the last tag (v0.9.8.4), and without effect on the open-source LoxiLB. */
  readonly untagged?: boolean;
}

const YES_NO: AnnotationValue = { type: 'words', words: ['yes', 'no'] };
const TEXT: AnnotationValue = { type: 'text' };

/** Modes of LoxiLB by their number in `--setLBMode`. */
export const LB_MODES = ['default', 'onearm', 'fullnat', 'dsr', 'fullproxy', 'hostonearm'] as const;

/**
 * Every annotation that kube-loxilb reads on a Service, with the values that have an effect.
 *
 * Sources: kube-loxilb v0.9.8.4, pkg/agent/manager/loadbalancer/loadbalancer.go and pkg/api/lb.go; what LoxiLB refuses later:
 * loxilb v0.9.8.8, pkg/loxinet/rules.go. `probetype` http and https are accepted by the one and refused by the other.
 */
export const LOXILB_ANNOTATIONS: readonly LoxilbAnnotation[] = [
  { key: 'loxilb.io/lbmode', value: { type: 'words', words: LB_MODES }, badValue: 'ignored' },
  { key: 'loxilb.io/liveness', value: YES_NO, badValue: 'ignored' },
  { key: 'loxilb.io/probetype', value: { type: 'words', words: ['none', 'ping', 'tcp', 'udp'] }, badValue: 'ignored' },
  { key: 'loxilb.io/probeport', value: { type: 'integer', min: 1, max: 65535 }, badValue: 'refused by LoxiLB' },
  { key: 'loxilb.io/probereq', value: TEXT, badValue: 'ignored' },
  { key: 'loxilb.io/proberesp', value: TEXT, badValue: 'ignored' },
  {
    key: 'loxilb.io/probetimeout',
    value: { type: 'integer', min: 0, max: 86400, unit: 'seconds' },
    badValue: 'refused by LoxiLB',
  },
  { key: 'loxilb.io/proberetries', value: { type: 'integer', min: 0, max: 100 }, badValue: 'refused by LoxiLB' },
  {
    key: 'loxilb.io/epselect',
    value: { type: 'words', words: ['rr', 'roundrobin', 'hash', 'persist', 'lc', 'n2', 'n2det', 'n3'] },
    badValue: 'ignored',
  },
  {
    key: 'loxilb.io/timeout',
    value: { type: 'integer', min: 0, max: 86400, unit: 'seconds' },
    badValue: 'refused by LoxiLB',
  },
  {
    key: 'loxilb.io/ipam',
    value: { type: 'words', words: ['ipv4', 'ip', 'ip4', 'ipv6', 'ip6', 'nat66', 'ipv6to4', 'nat64'] },
    badValue: 'ignored',
  },
  { key: 'loxilb.io/poolSelect', value: TEXT, badValue: 'not provisioned', since: 'v0.9.7' },
  { key: 'loxilb.io/poolSelectSecondary', value: TEXT, badValue: 'not provisioned', since: 'v0.9.7' },
  { key: 'loxilb.io/secondaryIPs', value: { type: 'ips', most: 3 }, badValue: 'ignored' },
  { key: 'loxilb.io/staticIP', value: { type: 'ip' }, badValue: 'ignored' },
  { key: 'loxilb.io/zoneselect', value: TEXT, badValue: 'ignored' },
  { key: 'loxilb.io/zoneinstance', value: TEXT, badValue: 'not provisioned', since: 'v0.9.8' },
  { key: 'loxilb.io/nodelabel', value: TEXT, badValue: 'not provisioned' },
  { key: 'loxilb.io/prefLocalPod', value: YES_NO, badValue: 'ignored' },
  { key: 'loxilb.io/usepodnetwork', value: YES_NO, badValue: 'ignored', since: 'v0.9.7' },
  { key: 'loxilb.io/useExternalEndpoint', value: YES_NO, badValue: 'ignored', since: 'v0.9.8' },
  { key: 'loxilb.io/useproxyprotov2', value: YES_NO, badValue: 'ignored', since: 'v0.9.8' },
  { key: 'loxilb.io/egress', value: YES_NO, badValue: 'ignored', since: 'v0.9.8' },
  { key: 'loxilb.io/multus-nets', value: TEXT, badValue: 'ignored' },
  {
    key: 'loxilb.io/mtls-frontend-mode',
    value: { type: 'words', words: ['disabled', 'optional', 'required'] },
    badValue: 'not provisioned',
    untagged: true,
  },
  { key: 'loxilb.io/mtls-frontend-secret', value: TEXT, badValue: 'not provisioned', untagged: true },
  {
    key: 'loxilb.io/mtls-frontend-require-cn',
    value: { type: 'words', words: ['true'] },
    badValue: 'ignored',
    untagged: true,
  },
  { key: 'loxilb.io/mtls-frontend-cn-pattern', value: TEXT, badValue: 'ignored', untagged: true },
  {
    key: 'loxilb.io/mtls-backend-verify',
    value: { type: 'words', words: ['true'] },
    badValue: 'ignored',
    untagged: true,
  },
  { key: 'loxilb.io/mtls-backend-ca-secret', value: TEXT, badValue: 'not provisioned', untagged: true },
  { key: 'loxilb.io/mtls-backend-client-secret', value: TEXT, badValue: 'not provisioned', untagged: true },
];

/** Prefix of all annotations of LoxiLB. */
export const LOXILB_PREFIX = 'loxilb.io/';

/** The class by which kube-loxilb knows its Services (kube-loxilb v0.9.8.4, cmd/loxilb-agent/options.go). */
export const LOXILB_CLASS = 'loxilb.io/loxilb';

/**
 * The annotation that names the class for whatever sets it at admission: a webhook or a MutatingAdmissionPolicy. No version of
 * kube-loxilb reads it.
 */
export const LOAD_BALANCER_CLASS_ANNOTATION = 'loxilb.io/loadBalancerClass';
