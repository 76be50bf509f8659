import { type AdmissionPolicyApi, hasWebhookMatchConditions, mutatingAdmissionPolicyApi } from './admission-policies';
import { ciliumImplementation } from './cilium-implementation';
import { CILIUM_RELEASES, ciliumRelease, gatewayClassConfigTag } from './cilium-releases';
import { type GatewayApiChannel, GatewayApiSet } from './gateway-api-set';
import { Implementation, type ImplementationProps } from './implementation';
import { PlatformError } from './platform-error';
import { bareVersion, isVersion, type Version } from './version';

/** Versions of the target cluster. Every part is optional; parts left out are chosen to fit the parts given. */
export interface PlatformProps {
  /** Kubernetes minor version, e.g. `1.36`. @default the newest that the Cilium version is tested with */
  readonly kubernetes?: Version;
  /** The installed Gateway API bundle. */
  readonly gatewayApi?: {
    /** Release of kubernetes-sigs/gateway-api, e.g. `1.6.1`. @default the one that the Cilium version asks for */
    readonly version?: Version;
    /** Release channel of the installed CRDs. @default standard */
    readonly channel?: GatewayApiChannel;
  };
  readonly cilium?: {
    /** Release of cilium/cilium, e.g. `1.20.0`. @default 1.20.0 */
    readonly version?: Version;
    /** Helm values that it was installed with; those of a HelmChartConfig among the manifests come first. @default not known */
    readonly values?: Readonly<Record<string, unknown>>;
  };
  readonly rke2?: {
    /** Release of rancher/rke2, e.g. `v1.36.1+rke2r1`. @default not known */
    readonly version?: Version;
    /** `config.yaml` of a server. @default not known */
    readonly config?: Readonly<Record<string, unknown>>;
  };
  readonly loxilb?: {
    /** Tag of loxilb-io/kube-loxilb, e.g. `v0.9.8.4`. @default v0.9.8.4 */
    readonly kubeLoxilb?: Version;
    /**
     * Flags of a kube-loxilb that is not among the manifests, without dashes: `{ cidrPools: 'defaultPool=192.168.57.100/32' }`.
     * @default none: nothing is known of VIPs unless the manifests have a kube-loxilb
     */
    readonly args?: Readonly<Record<string, string | number | boolean>>;
    /** Nodes of the cluster: how many, or the addresses that LoxiLB sends to. @default not known */
    readonly nodes?: number | readonly string[];
  };
  /**
   * Namespaces whose objects are all among the manifests; `*`: all. There a reference to what is not given is an error; elsewhere
   * it may have been made by others.
   * @default none
   */
  readonly complete?: readonly string[];
  /**
   * Name of the network that VIPs, LoxiLB hosts and routers are in: of several clusters, those of one network are compared.
   * @default one network, that of all clusters that name none
   */
  readonly network?: string;
  /** A controller that is not Cilium, and does what the specification says. @default Cilium's, as far as its version goes */
  readonly implementation?: ImplementationProps;
}

/** Settings of a cluster, as far as they are known. */
export interface PlatformSettings {
  readonly ciliumValues: Readonly<Record<string, unknown>>;
  readonly rke2Config: Readonly<Record<string, unknown>>;
  readonly kubeLoxilbArgs: Readonly<Record<string, string | number | boolean>> | undefined;
  /** Addresses of nodes. */
  readonly nodes: readonly string[] | undefined;
  readonly nodeCount: number | undefined;
  readonly complete: ReadonlySet<string>;
  readonly network: string | undefined;
  /** The controller, where it is not Cilium. */
  readonly implementation: ImplementationProps | undefined;
  /** Release of RKE2. */
  readonly rke2: Version | undefined;
}

/**
 * What the target is. Everything that depends on a version asks here; nothing else compares versions.
 *
 * The default is the newest tuple that fits together: Kubernetes 1.36, Cilium 1.20.0, Gateway API 1.6.1 standard,
 * kube-loxilb v0.9.8.4.
 */
export class Platform {
  /** The newest tuple that fits together. */
  static get default(): Platform {
    Platform.theDefault ??= new Platform();
    return Platform.theDefault;
  }
  private static theDefault: Platform | undefined;

  /** Kubernetes minor version, e.g. `1.36`. */
  readonly kubernetes: Version;
  /** Cilium version without `v`, e.g. `1.20.0`. */
  readonly cilium: Version;
  /** kube-loxilb tag, e.g. `v0.9.8.4`. */
  readonly kubeLoxilb: Version;
  /** The Gateway API CRDs that are installed. */
  readonly gatewayApi: GatewayApiSet;
  /** What the controller of the gateways supports. */
  readonly implementation: Implementation;
  /** What is known of the cluster beside its versions. */
  readonly settings: PlatformSettings;

  /** @throws PlatformError for versions that cannot be read, are too old, or are of no known Gateway API release */
  constructor(private readonly props: PlatformProps = {}) {
    const cilium = checkVersion('cilium.version', props.cilium?.version ?? CILIUM_RELEASES[0]?.latest ?? '');
    const release = ciliumRelease(cilium);
    if (!release) {
      const oldest = CILIUM_RELEASES[CILIUM_RELEASES.length - 1]?.minor;
      throw new PlatformError(`platform: cilium.version: Cilium ${cilium} is too old. Use ${oldest} or newer.`);
    }
    this.cilium = bareVersion(cilium);
    this.kubernetes = bareVersion(checkVersion('kubernetes', props.kubernetes ?? release.kubernetes));
    this.kubeLoxilb = checkVersion('loxilb.kubeLoxilb', props.loxilb?.kubeLoxilb ?? 'v0.9.8.4');
    const version = checkVersion('gatewayApi.version', props.gatewayApi?.version ?? release.gatewayApi);
    this.gatewayApi = GatewayApiSet.of(bareVersion(version), props.gatewayApi?.channel ?? 'standard');
    this.implementation = props.implementation
      ? new Implementation(props.implementation)
      : ciliumImplementation(this.cilium);
    const { nodes } = props.loxilb ?? {};
    this.settings = {
      ciliumValues: props.cilium?.values ?? {},
      rke2Config: props.rke2?.config ?? {},
      kubeLoxilbArgs: props.loxilb?.args,
      nodes: typeof nodes === 'number' ? undefined : nodes,
      nodeCount: typeof nodes === 'number' ? nodes : nodes?.length,
      complete: new Set(props.complete ?? []),
      network: props.network,
      implementation: props.implementation,
      rke2: props.rke2?.version,
    };
  }

  /** The same platform, with more namespaces of which everything is among the manifests. */
  withComplete(namespaces: readonly string[]): Platform {
    if (namespaces.every((namespace) => this.settings.complete.has(namespace))) return this;
    return new Platform({ ...this.props, complete: [...this.settings.complete, ...namespaces] });
  }

  /** True if everything in the namespace is among the manifests; undefined asks for what is in no namespace. */
  isComplete(namespace?: string): boolean {
    const { complete } = this.settings;
    return complete.has('*') || (namespace !== undefined && complete.has(namespace));
  }

  /** True if a `CiliumGatewayClassConfig` can give the Gateway's Service its load-balancer class (Cilium 1.18.0 and newer). */
  get hasGatewayClassConfig(): boolean {
    return this.gatewayClassConfigTag !== undefined;
  }

  /** The release whose CRD of CiliumGatewayClassConfig the platform has, e.g. `v1.19.6`; undefined if it has none. */
  get gatewayClassConfigTag(): string | undefined {
    return gatewayClassConfigTag(this.cilium);
  }

  /** The API of mutating admission policies; undefined before Kubernetes 1.32. */
  get mutatingAdmissionPolicy(): AdmissionPolicyApi | undefined {
    return mutatingAdmissionPolicyApi(this.kubernetes);
  }

  /** True if webhooks can have match conditions in CEL (Kubernetes 1.28 and newer). */
  get hasWebhookMatchConditions(): boolean {
    return hasWebhookMatchConditions(this.kubernetes);
  }

  /** For messages: `Cilium 1.20.0, Gateway API 1.6.1 standard, Kubernetes 1.36, kube-loxilb v0.9.8.4`. */
  toString(): string {
    return `Cilium ${this.cilium}, ${this.gatewayApi}, Kubernetes ${this.kubernetes}, kube-loxilb ${this.kubeLoxilb}`;
  }
}

function checkVersion(field: string, version: Version): Version {
  if (typeof version !== 'string' || !isVersion(version)) {
    throw new PlatformError(
      `platform: ${field}: ${JSON.stringify(version)} is not a version. Write it as text, such as "1.20.0".`,
    );
  }
  return version;
}
