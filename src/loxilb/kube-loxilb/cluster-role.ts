import { ANY_ADDRESS_POOL, readsEndpoints, type Version } from '../../platform';
import type { KubeLoxilbArguments } from './kube-loxilb-arguments';

/** One rule of a ClusterRole. */
export interface PolicyRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  readonly resourceNames?: readonly string[];
}

const READ = ['list', 'watch'];

/** CRDs that kube-loxilb waits for at its start. */
const AWAITED = ['egresses.egress.loxilb.io', 'loxiurls.loxiurl.loxilb.io'];

const BGP_RESOURCES = [
  ['bgppeer.loxilb.io', 'bgppeerservices'],
  ['bgppolicyapply.loxilb.io', 'bgppolicyapplyservices'],
  ['bgppolicydefinedsets.loxilb.io', 'bgppolicydefinedsetsservices'],
  ['bgppolicydefinition.loxilb.io', 'bgppolicydefinitionservices'],
] as const;

/**
 * What kube-loxilb asks of the API server, for the features in use, and nothing else: it reads, and writes the status of Services.
 * Secrets are read for `mtls-*` annotations only, which LoxiLB's open-source build ignores.
 *
 * Source: kube-loxilb, pkg/agent, as far as it is called.
 */
export function policyRules(args: KubeLoxilbArguments, tag: Version): readonly PolicyRule[] {
  const core = (resources: readonly string[], verbs: readonly string[]): PolicyRule => ({
    apiGroups: [''],
    resources,
    verbs,
  });
  const of = (group: string, resource: string): PolicyRule => ({
    apiGroups: [group],
    resources: [resource],
    verbs: READ,
  });
  // The address of 0.0.0.0 is looked up by namespace.
  const hasAny = Object.values(args.pools).includes(ANY_ADDRESS_POOL);
  return [
    core(['nodes', 'pods'], READ),
    core(['services'], ['get', ...READ]),
    core(['services/status'], ['update']),
    ...(hasAny ? [core(['namespaces'], ['list'])] : []),
    ...(readsEndpoints(tag) ? [core(['endpoints'], ['get'])] : []),
    of('discovery.k8s.io', 'endpointslices'),
    {
      apiGroups: ['apiextensions.k8s.io'],
      resources: ['customresourcedefinitions'],
      verbs: ['get'],
      resourceNames: AWAITED,
    },
    of('loxiurl.loxilb.io', 'loxiurls'),
    of('egress.loxilb.io', 'egresses'),
    ...(args.bgpResources === true ? BGP_RESOURCES.map(([group, resource]) => of(group, resource)) : []),
  ];
}
