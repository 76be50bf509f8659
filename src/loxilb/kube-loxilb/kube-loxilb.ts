import { Construct, type IConstruct } from 'constructs';
import { type AddressPlan, poolArgument, syncWave } from '../../platform';
import { type ApiResourceProps, platformOf, type ResourceKind } from '../../resource';
import { checkDnsLabel } from '../../resource/checks';
import { Field } from '../../resource/field';
import { PlainResource } from '../../resource/plain-resource';
import type { ContainerResources } from '../container-resources';
import { checkPinnedImage } from '../image';
import { policyRules } from './cluster-role';
import { deploymentSpec, POD_LABELS, type Toleration } from './deployment';
import { disagreements } from './disagreements';
import { kubeLoxilbFlags } from './flags';
import type { KubeLoxilbArguments } from './kube-loxilb-arguments';

export interface KubeLoxilbProps extends Omit<KubeLoxilbArguments, 'pools'> {
  /**
   * Who has which address. `pools`, `pools6` and `loxiUrls` are taken from it where they are not given.
   * @default pools and loxiUrls are given
   */
  readonly plan?: AddressPlan;
  /** As in `KubeLoxilbArguments`. @default the pools of the plan */
  readonly pools?: Readonly<Record<string, string>>;
  /** Name of all objects. @default the construct id */
  readonly name?: string;
  /** @default kube-system */
  readonly namespace?: string;
  /**
   * Image with a tag or digest. One of another version than `loxilb.kubeLoxilb` of the platform is still checked as that one.
   * @default ghcr.io/loxilb-io/kube-loxilb with the tag of the platform
   */
  readonly image?: string;
  /** CPU and memory. It keeps all pods of the cluster in memory: give more to a large one. @default requests 100m and 64Mi, limit 256Mi */
  readonly resources?: ContainerResources;
  /** @default `CriticalAddonsOnly`, as control-plane nodes of RKE2 may be tainted */
  readonly tolerations?: readonly Toleration[];
  /** Labels of the nodes that it may run on. @default any */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /**
   * Runs in the network of its node: only where the hosts of LoxiLB cannot be reached from pods.
   * @default false
   */
  readonly hostNetwork?: boolean;
}

const KUBE_LOXILB = Symbol.for('cdk8s-loxi-gateway.KubeLoxilb');

/** Port of LoxiLB's REST API. */
const API_PORT = 11111;

const KINDS = {
  account: { apiVersion: 'v1', kind: 'ServiceAccount', scope: 'Namespaced' },
  role: { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', scope: 'Cluster' },
  binding: { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRoleBinding', scope: 'Cluster' },
  deployment: { apiVersion: 'apps/v1', kind: 'Deployment', scope: 'Namespaced' },
} as const satisfies Record<string, ResourceKind>;

/**
 * kube-loxilb, the controller that gives VIPs to Services of class `loxilb.io/loxilb` and tells LoxiLB of them: its account, a
 * role with the rights of the features in use, and one pod without privileges. One per cluster.
 */
export class KubeLoxilb extends Construct {
  /** Arguments as they are written, `--flag=value`. */
  readonly flags: readonly string[];
  /** What they were made from. */
  readonly args: KubeLoxilbArguments;
  readonly deployment: PlainResource;
  readonly clusterRole: PlainResource;
  /** Name of the zone that it serves. */
  readonly zone: string;

  /**
   * @throws InvalidFieldError for arguments that kube-loxilb refuses, crashes on, or ignores, and a second one of the same zone in the
   * app: both would give out addresses, independently of each other
   */
  constructor(scope: Construct, id: string, props: KubeLoxilbProps) {
    super(scope, id);
    Object.defineProperty(this, KUBE_LOXILB, { value: true });
    const { kubeLoxilb: tag } = platformOf(this);
    const field = Field.of(this);
    const { name = id, namespace = 'kube-system', image = `ghcr.io/loxilb-io/kube-loxilb:${tag}` } = props;
    checkDnsLabel(field.at('namespace'), namespace);
    checkPinnedImage(field.at('image'), image);
    const args: KubeLoxilbArguments = { ...fromPlan(props.plan), ...props, pools: poolsOf(field.at('pools'), props) };
    this.flags = kubeLoxilbFlags(args, tag, field);
    this.zone = args.zone ?? 'llb';
    this.checkAlone(field.at('zone'));
    this.args = args;
    // Hosts, pools and gateways are made later.
    this.node.addValidation({
      validate: () =>
        disagreements(
          this,
          this.node.root.node.findAll().filter((each) => each instanceof KubeLoxilb),
        ),
    });
    const metadata: ApiResourceProps = { name, annotations: syncWave('loadBalancer') };
    const inside: ApiResourceProps = { ...metadata, namespace };
    new PlainResource(this, 'ServiceAccount', KINDS.account, inside, {});
    this.clusterRole = new PlainResource(this, 'ClusterRole', KINDS.role, metadata, { rules: policyRules(args, tag) });
    new PlainResource(this, 'ClusterRoleBinding', KINDS.binding, metadata, {
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
      subjects: [{ kind: 'ServiceAccount', name, namespace }],
    });
    this.deployment = new PlainResource(
      this,
      'Deployment',
      KINDS.deployment,
      { ...inside, labels: POD_LABELS },
      {
        spec: deploymentSpec({
          name,
          image,
          flags: this.flags,
          resources: props.resources ?? { requests: { cpu: '100m', memory: '64Mi' }, limits: { memory: '256Mi' } },
          tolerations: props.tolerations ?? [{ key: 'CriticalAddonsOnly', operator: 'Exists' }],
          nodeSelector: props.nodeSelector,
          hostNetwork: props.hostNetwork ?? false,
        }),
      },
    );
  }

  private checkAlone(field: Field): void {
    const platform = platformOf(this);
    for (const other of this.node.root.node.findAll()) {
      if (other === this || !isKubeLoxilb(other) || platformOf(other) !== platform || other.zone !== this.zone)
        continue;
      field.fail(
        this.zone,
        `is that of [${other.node.path}] as well, and both would give out addresses to the same Services`,
        'Make one KubeLoxilb for a cluster, or give each its zone, and Services a zone.',
      );
    }
  }
}

function isKubeLoxilb(construct: IConstruct): construct is KubeLoxilb {
  return KUBE_LOXILB in construct;
}

function fromPlan(plan: AddressPlan | undefined): Pick<KubeLoxilbArguments, 'loxiUrls' | 'pools6'> {
  if (!plan) return {};
  const pools6 = [...plan.vipPools.values()].filter(({ range }) => range.family === 6);
  return {
    ...(plan.loxilbHosts.length > 0
      ? { loxiUrls: plan.loxilbHosts.map(({ address }) => `http://${address}:${API_PORT}`) }
      : {}),
    ...(pools6.length > 0
      ? { pools6: Object.fromEntries(pools6.map(({ name, addresses }) => [name, addresses])) }
      : {}),
  };
}

/** The pools given, which must be those of the plan if there is one. */
function poolsOf(field: Field, { plan, pools }: KubeLoxilbProps): Readonly<Record<string, string>> {
  if (!plan) {
    if (!pools) field.fail(pools, 'are not given, and there is no plan to take them from', 'Give pools, or a plan.');
    return pools ?? {};
  }
  const planned = Object.fromEntries(
    [...plan.vipPools.values()]
      .filter(({ range }) => range.family === 4)
      .map(({ name, addresses }) => [name, poolArgument(addresses)]),
  );
  for (const [name, addresses] of Object.entries(pools ?? {})) {
    if (planned[name] === undefined || (addresses !== planned[name] && addresses !== plan.pool(name).addresses)) {
      field
        .at(name)
        .fail(
          addresses,
          'is not in the address plan',
          `Leave pools out, or take over vipPools of the plan: ${Object.keys(planned).join(', ')}.`,
        );
    }
  }
  return pools ? Object.fromEntries(Object.keys(pools).map((name) => [name, planned[name] ?? ''])) : planned;
}
