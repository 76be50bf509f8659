import { Platform } from '../../../src';
import type { Finding } from '../../../src/rehearsal/finding';
import { Rehearsal } from '../../../src/rehearsal/rehearsal';
import { ARTICLE, EVERYTHING } from '../printed-article';

const ROLE = 'ClusterRole kube-loxilb';
const KUBE_LOXILB = 'Deployment kube-system/kube-loxilb';
const CONTAINER = 'spec.template.spec.containers[0]';
const ANNOTATIONS = 'spec.infrastructure.annotations';
const GATEWAYS = ['my-gateway', 'my-example-gateway', 'tls-gateway'].map((name) => `Gateway ${name}`);

/*
 * What is wrong with the article's manifests, and can be seen in them; numbers are lines of the article's text. Each stands for a
 * mistake that reading the sources of kube-loxilb, LoxiLB and Cilium has shown. What hosts, installers and the values of Cilium get wrong
 * stands in no manifest.
 */
const EXPECTED: readonly string[] = [
  // 402 to 536: rights that kube-loxilb does not use, those of features that are off, and writing where it reads
  ...[0, 1, 2, 3, 6, 7, 8, 9, 10, 11, 12, 13].map((index) => `rbac/unused-rights ${ROLE} rules[${index}]`),
  // 457: an editor's command in the group
  `rbac/api-group ${ROLE} rules[5].apiGroups[0]`,
  // 579: latest
  `kube-loxilb/image ${KUBE_LOXILB} ${CONTAINER}.image`,
  // 600: privileges, 568: the network of the host
  `kube-loxilb/privileges ${KUBE_LOXILB} ${CONTAINER}.securityContext.capabilities.add`,
  `kube-loxilb/privileges ${KUBE_LOXILB} ${CONTAINER}.securityContext.privileged`,
  `kube-loxilb/privileges ${KUBE_LOXILB} spec.template.spec.hostNetwork`,
  // 594: 50Mi, 559: two allocators during a rolling update, 576: no time to end
  `kube-loxilb/memory ${KUBE_LOXILB} ${CONTAINER}.resources.limits.memory`,
  `kube-loxilb/single-writer ${KUBE_LOXILB} spec.strategy.type`,
  `kube-loxilb/shutdown ${KUBE_LOXILB} spec.template.spec.terminationGracePeriodSeconds`,
  // 584: plain HTTP, 585: the old flag
  `kube-loxilb/plain-url ${KUBE_LOXILB} ${CONTAINER}.args[0]`,
  `kube-loxilb/legacy-cidr ${KUBE_LOXILB} ${CONTAINER}.args[1]`,
  // 626: images of a stranger, 630: one replica, 686: every pod may change webhooks
  'webhook/image Deployment default/loxilb-webhook spec.template.spec.containers[0].image',
  'webhook/image Deployment default/loxilb-webhook spec.template.spec.initContainers[0].image',
  'webhook/single-replica Deployment default/loxilb-webhook spec.replicas',
  'rbac/webhook-takeover ClusterRoleBinding webhook-manager-binding subjects[0]',
  // 810 to 812 and twice more: a mode beside that of kube-loxilb, liveness that is on anyway, a class that nobody reads
  ...GATEWAYS.flatMap((gateway) => [
    `kube-loxilb/mode-override ${gateway} ${ANNOTATIONS}[loxilb.io/lbmode]`,
    `loxilb/redundant-liveness ${gateway} ${ANNOTATIONS}[loxilb.io/liveness]`,
    `loxilb/class-annotation ${gateway} ${ANNOTATIONS}[loxilb.io/loadBalancerClass]`,
  ]),
  // 802, 989, 1018, 1036, 1080, 1100, 1137, 1199: v1beta1
  ...GATEWAYS.map((gateway) => `gateway/beta-version ${gateway} apiVersion`),
  ...['https-app-route-1', 'https-app-route-2', 'example-route-1', 'header-http-echo', 'response-header-modifier'].map(
    (route) => `gateway/beta-version HTTPRoute ${route} apiVersion`,
  ),
  // 1143, 1205: cilium-gw is nowhere
  'route/parent-not-found HTTPRoute header-http-echo spec.parentRefs[0].name',
  'route/parent-not-found HTTPRoute response-header-modifier spec.parentRefs[0].name',
];

function lineOf({ rule, resource: { kind, namespace, name }, path }: Finding): string {
  return `${rule} ${kind} ${namespace === undefined ? '' : `${namespace}/`}${name} ${path}`;
}

test('the article as printed has the mistakes that are known, each once, and no other', () => {
  const { findings } = new Rehearsal(EVERYTHING, ARTICLE);
  expect(findings.map(lineOf).sort()).toEqual([...EXPECTED].sort());
});

test('that its Gateway is nowhere is an error once its namespace is known to be complete', () => {
  const platform = new Platform({
    kubernetes: '1.32',
    cilium: { version: '1.17.1' },
    gatewayApi: { version: '1.2.0' },
    complete: ['*'],
  });
  const severities = new Rehearsal(EVERYTHING, platform).findings
    .filter(({ rule }) => rule === 'route/parent-not-found')
    .map(({ severity }) => severity);
  expect(severities).toEqual(['error', 'error']);
});
