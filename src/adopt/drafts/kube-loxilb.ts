import { LB_MODES } from '../../platform';
import { ACKNOWLEDGE_ANNOTATION } from '../../rehearsal/acknowledgement';
import { canonicalText } from '../../rehearsal/canonical-text';
import { type Code, codeOf, recordOf } from '../code';
import type { Drafter } from '../draft';
import { fieldOf, listOf, textOf } from '../json';

/** Flags of kube-loxilb, the prop of each, and how its value is written there; undefined for values that no prop stands for. */
const FLAGS: Readonly<Record<string, readonly [prop: string, read: (value: string) => unknown]>> = {
  loxiURL: ['loxiUrls', list],
  cidrPools: ['pools', pools],
  cidr6Pools: ['pools6', pools],
  setLBMode: ['mode', (value) => LB_MODES[Number(value)]],
  setRoles: ['roles', (value) => (value === '0.0.0.0' ? true : undefined)],
  setBGP: ['bgp', Number],
  extBGPPeers: ['peers', peers],
  listenBGPPort: ['listenBgpPort', Number],
  eBGPMultiHop: ['multiHop', on],
  monitor: ['monitor', on],
  setUniqueIP: ['uniqueIp', on],
  zone: ['zone', String],
  numZoneInstances: ['zoneInstances', Number],
  noZoneName: ['noZoneName', on],
  privateCIDR: ['privateCidr', String],
  excludeRoleList: ['excludeRoles', list],
  appendEPs: ['appendEndpoints', on],
  enableBGPCRDs: ['bgpResources', on],
  v: ['logLevel', Number],
};

const DEFAULT_RESOURCES = { requests: { cpu: '100m', memory: '64Mi' }, limits: { memory: '256Mi' } };
const DEFAULT_TOLERATIONS = [{ key: 'CriticalAddonsOnly', operator: 'Exists' }];

/** kube-loxilb with its account, role and binding, where they are those that the construct writes. */
export const draftKubeLoxilb: Drafter = ({ manifest: { spec, metadata }, namespace = 'default' }) => {
  const pod = fieldOf(spec, 'template', 'spec');
  const [container, second] = listOf(fieldOf(pod, 'containers'));
  if (second !== undefined || fieldOf(container, 'name') !== 'kube-loxilb') return [];
  const args: Record<string, Code> = {};
  for (const [index, flag] of listOf(fieldOf(container, 'args')).entries()) {
    // A flag without a value is a switch that is on.
    const [, key = '', value = 'true'] = /^--?([A-Za-z0-9]+)(?:=(.*))?$/s.exec(textOf(flag) ?? '') ?? [];
    const [prop, read] = Object.hasOwn(FLAGS, key) ? (FLAGS[key] ?? []) : [];
    const found = read?.(value);
    if (prop === undefined || found === undefined) return [`KubeLoxilb has no prop for ${JSON.stringify(flag)}`];
    args[prop] = codeOf(found, `spec.template.spec.containers[0].args[${index}]`);
  }
  const image = textOf(fieldOf(container, 'image')) ?? '';
  const given = (value: unknown, byDefault: unknown): Code | undefined =>
    value === undefined || canonicalText(value) === canonicalText(byDefault) ? undefined : codeOf(value);
  const props = {
    namespace: given(namespace, 'kube-system'),
    ...args,
    resources: given(fieldOf(container, 'resources'), DEFAULT_RESOURCES),
    tolerations: given(fieldOf(pod, 'tolerations'), DEFAULT_TOLERATIONS),
    nodeSelector: given(fieldOf(pod, 'nodeSelector'), undefined),
    hostNetwork: fieldOf(pod, 'hostNetwork') === true ? codeOf(true) : undefined,
  };
  return [undefined, codeOf(image, 'spec.template.spec.containers[0].image')].map((own) => ({
    construct: 'KubeLoxilb' as const,
    props: recordOf({ ...props, image: own }),
    metadata: 'name' as const,
    accepts: { member: 'deployment', findings: acceptedBy(metadata) },
  }));
};

/** The lines of the annotation by which an object accepts findings. */
function acceptedBy(metadata: unknown): readonly { readonly rule: string; readonly reason: string }[] {
  const text = textOf(fieldOf(metadata, 'annotations', ACKNOWLEDGE_ANNOTATION)) ?? '';
  return text.split('\n').flatMap((line) => {
    const [, rule, reason] = /^([^\s:]+): (.+)$/.exec(line) ?? [];
    return rule === undefined || reason === undefined ? [] : [{ rule, reason }];
  });
}

function on(value: string): true | undefined {
  return value === 'true' ? true : undefined;
}

function list(value: string): readonly string[] {
  return value.split(',');
}

function pools(value: string): unknown {
  const entries = value.split(',').map((each) => [each.slice(0, each.indexOf('=')), each.slice(each.indexOf('=') + 1)]);
  return Object.fromEntries(entries);
}

function peers(value: string): unknown {
  return value.split(',').map((each) => {
    const [address, asn] = each.split(':');
    return { address, asn: Number(asn) };
  });
}
