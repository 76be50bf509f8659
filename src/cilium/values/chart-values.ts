/** A toleration of a pod, as Kubernetes has it. */
export interface CiliumToleration {
  /** @default every key, with operator Exists */
  readonly key?: string;
  /** @default Equal */
  readonly operator?: 'Equal' | 'Exists';
  /** @default none */
  readonly value?: string;
  /** @default every effect */
  readonly effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
  /** Seconds after which a pod is evicted all the same. @default never */
  readonly tolerationSeconds?: number;
}

interface Enabled {
  readonly enabled?: boolean;
}

interface SecretsNamespace {
  /** @default true */
  readonly create?: boolean;
  /** @default cilium-secrets */
  readonly name?: string;
}

/** `gatewayAPI` of the chart. */
export interface CiliumGatewayApiValues {
  /** @default true, here; the chart has false */
  readonly enabled?: boolean;
  /** What a CiliumGatewayClassConfig does not set. LoxiLB needs Cluster. @default Cluster */
  readonly externalTrafficPolicy?: 'Cluster' | 'Local';
  /** Whether every listener of every gateway demands the PROXY protocol: LoxiLB has to send it to all of them. @default false */
  readonly enableProxyProtocol?: boolean;
  /** Whether `appProtocol` of backends is looked at, for h2c and WebSocket. @default false */
  readonly enableAppProtocol?: boolean;
  /** Whether HTTP/2 is offered in TLS. It turns `enableAppProtocol` on. @default false */
  readonly enableAlpn?: boolean;
  /** Proxies before Envoy that are believed in X-Forwarded-For, 0 or more. @default 0 */
  readonly xffNumTrustedHops?: number;
  /** False: the X-Forwarded-For of clients is believed. Cilium 1.20 and newer. @default true */
  readonly useRemoteAddress?: boolean;
  /**
   * Whether the chart makes the class `cilium`. `auto`: if Helm sees the CRDs, which only an installation on a cluster does. A
   * boolean is taken by Cilium 1.20 and newer.
   */
  readonly gatewayClass?: {
    /** @default "false", here: CiliumGatewayClass makes classes; "true" with chart cilium before 1.18; the chart has auto */
    readonly create?: 'auto' | 'true' | 'false' | boolean;
  };
  /** Where Cilium copies Secrets of listeners to. */
  readonly secretsNamespace?: SecretsNamespace & {
    /** @default true */
    readonly sync?: boolean;
  };
  /** Envoy on ports of the host, without a LoadBalancer Service: not with LoxiLB. @default off */
  readonly hostNetwork?: Enabled & { readonly nodes?: { readonly matchLabels?: Readonly<Record<string, string>> } };
}

/** `hubble` of the chart. */
export interface CiliumHubbleValues {
  /** @default true; false in the chart of RKE2 */
  readonly enabled?: boolean;
  readonly metrics?: {
    /** Metrics with their options, e.g. `dns:query;ignoreAAAA`. @default none */
    readonly enabled?: readonly string[];
    /** Grafana dashboards as ConfigMaps. @default false */
    readonly dashboards?: Enabled;
  };
  /** @default off */
  readonly relay?: Enabled & { readonly prometheus?: Enabled };
  /** Needs the relay. @default off */
  readonly ui?: Enabled & { readonly baseUrl?: string };
  readonly tls?: {
    readonly auto?: {
      /**
       * Who makes certificates. `helm` makes new ones with each rendering, so never with Argo CD.
       * @default helm; cronJob for Argo CD
       */
      readonly method?: 'helm' | 'cronJob' | 'certmanager';
      /** Of cert-manager. @default none */
      readonly certManagerIssuerRef?: { readonly group?: string; readonly kind?: string; readonly name?: string };
    };
  };
}

/**
 * Values of Cilium's Helm chart that matter to gateways behind LoxiLB, in the chart's own shape. Where no default is told, it is
 * that of the chart.
 */
export interface CiliumChartValues {
  /** eBPF in place of kube-proxy. Gateways need it. @default true, here; the chart has false */
  readonly kubeProxyReplacement?: 'true' | 'false' | boolean;
  /** Where agents reach the API servers without a Service. On RKE2 `localhost` does. @default `apiEndpoint` of the address plan */
  readonly k8sServiceHost?: string;
  /** @default 6443, with a host */
  readonly k8sServicePort?: number | string;
  /** A ConfigMap that has the host instead. Cilium 1.18 and newer. @default none */
  readonly k8sServiceHostRef?: { readonly name?: string; readonly key?: string };
  /** Cilium 1.20 and newer. */
  readonly k8s?: {
    /** URLs of API servers, instead of the host. @default none */
    readonly apiServerURLs?: string;
  };
  /** Gateways need it. @default true */
  readonly l7Proxy?: boolean;
  /** Verbose logs: not for production. @default off */
  readonly debug?: Enabled;
  readonly rbac?: { readonly create?: boolean };
  /** Whether agents restart for a change of values. @default true, here: else a change waits for a restart */
  readonly rollOutCiliumPods?: boolean;
  /** The minor release that was installed first, during an upgrade. @default none */
  readonly upgradeCompatibility?: string;
  readonly ingressController?: Enabled;
  readonly gatewayAPI?: CiliumGatewayApiValues;
  readonly envoy?: {
    /** Envoy in pods of its own: else a restart of the agent cuts connections. @default true for a new cluster; RKE2 false */
    readonly enabled?: boolean;
    readonly securityContext?: {
      readonly capabilities?: { readonly keepCapNetBindService?: boolean; readonly envoy?: readonly string[] };
    };
  };
  /** `gatewayAPI.enabled` implies it. @default off */
  readonly envoyConfig?: Enabled & { readonly secretsNamespace?: SecretsNamespace };
  readonly loadBalancer?: {
    /** @default snat */
    readonly mode?: 'snat' | 'dsr' | 'hybrid';
    /** @default random */
    readonly algorithm?: 'random' | 'maglev';
    /** @default disabled */
    readonly acceleration?: 'disabled' | 'native' | 'best-effort';
    /** Not of the Gateway API. @default disabled */
    readonly l7?: { readonly backend?: 'disabled' | 'envoy' };
  };
  readonly bpf?: { readonly masquerade?: boolean; readonly lbExternalClusterIP?: boolean };
  readonly nodePort?: {
    /** Cilium 1.17 and 1.18. @default false */
    readonly enabled?: boolean;
    /** First and last port: the same as `service-node-port-range` of RKE2. @default 30000,32767 */
    readonly range?: string;
    /** Networks of addresses with node ports, in CIDR notation: those that LoxiLB sends to. @default those of the nodes */
    readonly addresses?: readonly string[];
    readonly directRoutingDevice?: string;
    readonly enableHealthCheck?: boolean;
    readonly bindProtection?: boolean;
    readonly autoProtectPortRange?: boolean;
  };
  /** Cilium 1.17. */
  readonly externalIPs?: Enabled;
  /** Cilium 1.17. */
  readonly hostPort?: Enabled;
  /** Who gives addresses to Services without a class. @default none, with LoxiLB; the chart has lbipam */
  readonly defaultLBServiceIPAM?: 'lbipam' | 'nodeipam' | 'none';
  /** @default true */
  readonly enableLBIPAM?: boolean;
  readonly nodeIPAM?: Enabled;
  readonly l2announcements?: Enabled;
  readonly bgpControlPlane?: Enabled;
  readonly ipam?: {
    /** `kubernetes`: the podCIDR of nodes. @default cluster-pool; kubernetes in the chart of RKE2 */
    readonly mode?: 'cluster-pool' | 'kubernetes' | 'multi-pool' | 'crd' | 'delegated-plugin';
    readonly operator?: {
      /** For cluster-pool. @default `podCidr` of the address plan; the chart has 10.0.0.0/8 */
      readonly clusterPoolIPv4PodCIDRList?: readonly string[];
      /** Prefix length of the network of one node. @default 24 */
      readonly clusterPoolIPv4MaskSize?: number;
    };
  };
  /** @default tunnel */
  readonly routingMode?: 'tunnel' | 'native';
  /** @default vxlan */
  readonly tunnelProtocol?: 'vxlan' | 'geneve';
  readonly autoDirectNodeRoutes?: boolean;
  /** What is not masqueraded, for native routing. @default `podCidr` of the address plan, for native routing */
  readonly ipv4NativeRoutingCIDR?: string;
  readonly cni?: {
    /** @default true; false in the chart of RKE2 from 1.19.1 */
    readonly exclusive?: boolean;
    /** @default none; portmap in the chart of RKE2 */
    readonly chainingMode?: 'none' | 'portmap' | 'generic-veth' | 'flannel' | 'aws-cni';
  };
  /** Cilium 1.18 and newer. */
  readonly localRedirectPolicies?: Enabled;
  /** Cilium 1.17. */
  readonly localRedirectPolicy?: boolean;
  readonly hubble?: CiliumHubbleValues;
  readonly operator?: {
    /** Each on a node of its own. @default 2, or 1 where the address plan has one node */
    readonly replicas?: number;
    /** @default those of the chart, or everything where `serverTaints` need it */
    readonly tolerations?: readonly CiliumToleration[];
    /** Whether the operator restarts for a change of values. @default true, here */
    readonly rollOutPods?: boolean;
    readonly skipCRDCreation?: boolean;
    readonly setNodeTaints?: boolean;
    /** @default true */
    readonly prometheus?: Enabled;
    /** Grafana dashboards as ConfigMaps. @default false */
    readonly dashboards?: Enabled;
  };
}
