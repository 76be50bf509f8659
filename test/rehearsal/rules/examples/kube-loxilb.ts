import { kubeLoxilb, LOXILB_CLASS, POOL, rights, served, service } from '../documents';
import type { RuleExample, RuleExamples } from '../example';

const ARG = 'spec.template.spec.containers[0].args';
const URL = '--loxiURL=https://192.168.57.7:8091';
const NOTHING = service();

/** A rule of one flag, which stands behind the pool. */
function ofFlag(flag: string, says: RegExp, holds: string, more: Partial<RuleExample> = {}): RuleExample {
  return {
    violates: kubeLoxilb([POOL, flag]),
    at: [`${ARG}[1]`],
    says,
    holds: kubeLoxilb([POOL, holds]),
    doesNotApply: NOTHING,
    ...more,
  };
}

const PEER = `---
apiVersion: bgppeer.loxilb.io/v1
kind: BGPPeerService
metadata: { name: tor }
spec: { ipAddress: 10.0.0.1, remoteAs: 65101 }
`;

function config(text: string): string {
  return (
    kubeLoxilb(
      [POOL, '--config=/etc/loxilb/kube-loxilb.conf'],
      'volumeMounts: [{ name: config, mountPath: /etc/loxilb }],',
      'volumes: [{ name: config, configMap: { name: kube-loxilb } }],',
    ) +
    `---
apiVersion: v1
kind: ConfigMap
metadata: { name: kube-loxilb, namespace: kube-system }
data: { kube-loxilb.conf: '${text}' }
`
  );
}

export const EXAMPLES: RuleExamples = {
  'kube-loxilb/unknown-flag': ofFlag(
    '--setMode=2',
    /has no flag --setMode: it ends at once.*--setLBMode/,
    '--setLBMode=2',
  ),
  'kube-loxilb/flag-value': ofFlag('--setLBMode=6', /--setLBMode=6 is not a whole number from 0 to 5/, '--setLBMode=5'),
  'kube-loxilb/flag-conflict': ofFlag('--extBGPPeers=10.0.0.1:65001', /ends kube-loxilb without --setBGP/, URL),
  'kube-loxilb/loxi-url': ofFlag('--loxiURL=https://192.168.57.7', /is no URL with scheme, host and port/, URL, {
    doesNotApply: kubeLoxilb([POOL]),
  }),
  'kube-loxilb/plain-url': ofFlag('--loxiURL=http://192.168.57.7:11111', /without TLS.*--tls/, URL, {
    doesNotApply: kubeLoxilb([POOL]),
  }),
  'kube-loxilb/bgp-peers': {
    violates: kubeLoxilb([POOL, '--setBGP=65000', '--extBGPPeers=10.0.0.1']),
    at: [`${ARG}[2]`],
    says: /"10.0.0.1" is no peer/,
    holds: kubeLoxilb([POOL, '--setBGP=65000', '--extBGPPeers=10.0.0.1:65001']),
    doesNotApply: kubeLoxilb([POOL]),
  },
  'kube-loxilb/pool': {
    violates: kubeLoxilb(['--cidrPools=defaultPool=10.0.0.16/28']),
    at: [`${ARG}[0]`],
    says: /begins with the network address.*Write 10.0.0.17\/28/,
    holds: kubeLoxilb(['--cidrPools=defaultPool=10.0.0.17/28']),
    doesNotApply: NOTHING,
  },
  'kube-loxilb/no-pool': {
    violates: kubeLoxilb([URL]),
    at: [ARG],
    says: /VIPs are of 123.123.123.0\/24.*addresses of yours/,
    holds: kubeLoxilb([URL, POOL]),
    doesNotApply: NOTHING,
  },
  'kube-loxilb/legacy-cidr': {
    violates: kubeLoxilb(['--externalCIDR=192.168.57.100/32']),
    at: [`${ARG}[0]`],
    says: /an old flag.*--cidrPools=defaultPool=192.168.57.100\/32/,
    holds: kubeLoxilb([POOL]),
    doesNotApply: NOTHING,
  },
  'kube-loxilb/gateway-api': ofFlag('--gatewayAPI=true', /Cilium is the Gateway controller/, '--gatewayAPI=false', {
    doesNotApply: kubeLoxilb([POOL]),
  }),
  'kube-loxilb/mode-override': {
    violates: kubeLoxilb([POOL, '--setLBMode=2']) + LOXILB_CLASS + served('web', { lbmode: 'onearm' }),
    at: ['spec.infrastructure.annotations[loxilb.io/lbmode]'],
    says: /the mode of kube-loxilb is fullnat, and onearm ends the sessions/,
    holds: kubeLoxilb([POOL, '--setLBMode=2']) + LOXILB_CLASS + served('web', { lbmode: 'fullnat' }),
    doesNotApply: kubeLoxilb([POOL, '--setLBMode=2']) + LOXILB_CLASS + served('web', {}),
  },
  'kube-loxilb/single-writer': {
    violates: kubeLoxilb([POOL], '', '', 'replicas: 2'),
    at: ['spec.replicas', 'spec.strategy.type'],
    says: /2 replicas give out addresses without knowing of each other/,
    holds: kubeLoxilb([POOL]),
    doesNotApply: NOTHING,
  },
  'kube-loxilb/privileges': {
    violates: kubeLoxilb(
      [POOL],
      'securityContext: { privileged: true, capabilities: { add: [NET_ADMIN] } },',
      'hostNetwork: true,',
    ),
    at: [
      'spec.template.spec.containers[0].securityContext.capabilities.add',
      'spec.template.spec.containers[0].securityContext.privileged',
      'spec.template.spec.hostNetwork',
    ],
    says: /it uses none of NET_ADMIN/,
    holds: kubeLoxilb([POOL], 'securityContext: { privileged: false, capabilities: { drop: [ALL] } },'),
    doesNotApply: NOTHING,
  },
  'kube-loxilb/shutdown': {
    violates: kubeLoxilb([POOL], '', 'terminationGracePeriodSeconds: 0,'),
    at: ['spec.template.spec.terminationGracePeriodSeconds'],
    says: /it is killed at once/,
    holds: kubeLoxilb([POOL], '', 'terminationGracePeriodSeconds: 1,'),
    doesNotApply: NOTHING,
  },
  'kube-loxilb/memory': {
    violates: kubeLoxilb([POOL], 'resources: { limits: { memory: 50Mi } },'),
    at: ['spec.template.spec.containers[0].resources.limits.memory'],
    says: /50Mi is less than 128Mi/,
    holds: kubeLoxilb([POOL], 'resources: { limits: { memory: 128Mi } },'),
    doesNotApply: NOTHING,
  },
  'kube-loxilb/image': {
    violates: kubeLoxilb([POOL], "image: 'ghcr.io/loxilb-io/kube-loxilb:latest',"),
    at: ['spec.template.spec.containers[0].image'],
    says: /is another build on another day.*v0.9.8.4/,
    holds: kubeLoxilb([POOL]),
    doesNotApply: NOTHING,
  },
  'kube-loxilb/config-key': {
    violates: config('setLbMode: 2'),
    at: ['data[kube-loxilb.conf]'],
    says: /setLbMode is no key.*Did you mean setLBMode\?/,
    holds: config('setLBMode: 2'),
    doesNotApply: kubeLoxilb([POOL]),
  },
  'kube-loxilb/bgp-resource': {
    violates: kubeLoxilb([POOL, '--setBGP=65000']) + PEER,
    at: [''],
    says: /runs without --enableBGPCRDs and --setBGP, and does not read it/,
    holds: kubeLoxilb([POOL, '--setBGP=65000', '--enableBGPCRDs=true']) + PEER,
    doesNotApply: PEER,
  },
  'rbac/api-group': {
    violates: rights(["{ apiGroups: ['apiextensions.k8s.io kube.yaml'], resources: [crds], verbs: [get] }"]),
    at: ['rules[0].apiGroups[0]'],
    says: /is no API group, so the rule gives no right/,
    holds: rights(["{ apiGroups: ['apiextensions.k8s.io'], resources: [crds], verbs: [get] }"]),
    doesNotApply: NOTHING,
  },
  'rbac/unused-rights': {
    violates: kubeLoxilb([POOL]) + rights(["{ apiGroups: [''], resources: [services], verbs: [get, update] }"]),
    at: ['rules[0]'],
    says: /kube-loxilb does not use update on services/,
    holds: kubeLoxilb([POOL]) + rights(["{ apiGroups: [''], resources: [services/status], verbs: [get, update] }"]),
    doesNotApply: rights(["{ apiGroups: [''], resources: [services], verbs: [get, update] }"]),
  },
  'rbac/webhook-takeover': {
    violates: rights(
      ['{ apiGroups: [admissionregistration.k8s.io], resources: [mutatingwebhookconfigurations], verbs: [create] }'],
      '{ kind: ServiceAccount, name: default, namespace: default }',
    ),
    at: ['subjects[0]'],
    says: /every pod of namespace default without an account of its own may change all webhooks/,
    holds: rights(
      ['{ apiGroups: [admissionregistration.k8s.io], resources: [mutatingwebhookconfigurations], verbs: [create] }'],
      '{ kind: ServiceAccount, name: webhook, namespace: webhooks }',
    ),
    doesNotApply: NOTHING,
  },
};
