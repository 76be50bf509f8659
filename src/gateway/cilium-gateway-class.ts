import type { Construct } from 'constructs';
import { CiliumGatewayClassConfig, type CiliumGatewayClassConfigProps } from '../cilium';
import { type Platform, syncWave } from '../platform';
import { type ApiResourceProps, platformOf } from '../resource';
import { checkDnsSubdomain } from '../resource/checks';
import { Field } from '../resource/field';
import { GatewayApiResource } from '../resource/gateway-api-resource';

export interface CiliumGatewayClassProps extends Omit<ApiResourceProps, 'namespace'> {
  /** At most 64 characters. @default Cilium data plane, LoxiLB in front */
  readonly description?: string;
  /**
   * Settings of the Services, in the CiliumGatewayClassConfig; or the name of one that is made elsewhere, of which nothing is checked. Cilium 1.18
   * and newer.
   * @default class `loxilb.io/loxilb`
   */
  readonly config?: Omit<CiliumGatewayClassConfigProps, 'name' | 'namespace'> | string;
  /** Namespace of the CiliumGatewayClassConfig. @default kube-system */
  readonly configNamespace?: string;
}

const CONFIG_NAMESPACE = 'kube-system';

/**
 * A GatewayClass of Cilium. With Cilium 1.18 and newer it comes with a CiliumGatewayClassConfig of the same name, by which
 * the Services of its gateways get LoxiLB's load-balancer class.
 *
 * With Cilium 1.17 a class has no parameters: something at admission has to set the load-balancer class, and gateways carry
 * the annotation `loxilb.io/loadBalancerClass` for it.
 *
 * Sync waves put config and class before gateways; annotations given replace them.
 */
export class CiliumGatewayClass extends GatewayApiResource {
  /** The config; undefined with Cilium 1.17, and where it is made elsewhere. */
  readonly config?: CiliumGatewayClassConfig;

  /** @throws InvalidFieldError */
  constructor(scope: Construct, id: string, props: CiliumGatewayClassProps = {}) {
    const {
      description = 'Cilium data plane, LoxiLB in front',
      config,
      configNamespace = CONFIG_NAMESPACE,
      ...metadata
    } = props;
    super(scope, id, 'GatewayClass', {
      ...metadata,
      annotations: { ...syncWave('gatewayClass'), ...metadata.annotations },
    });
    const platform = platformOf(this);
    if (!platform.hasGatewayClassConfig) refuseConfig(Field.of(this), props, platform);
    if (typeof config === 'string') checkDnsSubdomain(Field.of(this).at('config'), config);
    else if (platform.hasGatewayClassConfig) {
      this.config = new CiliumGatewayClassConfig(this, 'Config', {
        description,
        ...config,
        name: this.name,
        namespace: configNamespace,
        annotations: {
          // Its CRD is made by the operator when it starts.
          'argocd.argoproj.io/sync-options': 'SkipDryRunOnMissingResource=true',
          ...syncWave('gatewayClassConfig'),
          ...config?.annotations,
        },
      });
    }
    const parameters = typeof config === 'string' ? config : this.config?.name;
    this.settle({
      controllerName: 'io.cilium/gateway-controller',
      description,
      ...(parameters === undefined
        ? {}
        : {
            parametersRef: {
              group: 'cilium.io',
              kind: 'CiliumGatewayClassConfig',
              name: parameters,
              namespace: configNamespace,
            },
          }),
    });
  }
}

function refuseConfig(root: Field, props: CiliumGatewayClassProps, { cilium }: Platform): void {
  for (const key of ['config', 'configNamespace'] as const) {
    if (props[key] === undefined) continue;
    root
      .at(key)
      .fail(
        props[key],
        `is given, and classes have no parameters in Cilium ${cilium}`,
        'Leave it out; Cilium 1.18.0 and newer have it.',
      );
  }
}
