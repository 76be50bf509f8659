import { Construct } from 'constructs';
import type { Platform } from '../../platform';
import { platformOf } from '../../resource';
import { checkOneOf } from '../../resource/checks';
import { Field } from '../../resource/field';
import { LoadBalancerClassPolicy, type LoadBalancerClassPolicyProps } from './load-balancer-class-policy';
import { LoadBalancerClassWebhook } from './load-balancer-class-webhook';
import type { LoadBalancerClassWebhookProps } from './webhook-options';

/**
 * What gives the Services of gateways LoxiLB's class.
 *
 * - `class-config`: the CiliumGatewayClassConfig of `CiliumGatewayClass`; Cilium 1.18 and newer
 * - `policy`: `LoadBalancerClassPolicy`; Kubernetes 1.36 and newer, 1.32 to 1.35 with feature gates
 * - `webhook`: `LoadBalancerClassWebhook`; Kubernetes 1.28 and newer
 */
export type LoadBalancerClassProvider = 'class-config' | 'policy' | 'webhook';

const PROVIDERS: readonly LoadBalancerClassProvider[] = ['class-config', 'policy', 'webhook'];

export interface LoadBalancerClassBindingProps {
  /** @default the first of class-config, policy and webhook that the platform has */
  readonly provider?: LoadBalancerClassProvider;
  /** Options of the policy, should it be that. @default none */
  readonly policy?: LoadBalancerClassPolicyProps;
  /** Options of the webhook, should it be that: it needs an image. @default none */
  readonly webhook?: LoadBalancerClassWebhookProps;
}

/**
 * Binds the Services of gateways to LoxiLB in the way that the platform has. With Cilium 1.18 and newer there is nothing to write:
 * the class of `CiliumGatewayClass` does it.
 */
export class LoadBalancerClassBinding extends Construct {
  readonly provider: LoadBalancerClassProvider;

  /** @throws InvalidFieldError for a provider that the platform does not have, saying which version would */
  constructor(scope: Construct, id: string, props: LoadBalancerClassBindingProps = {}) {
    super(scope, id);
    const platform = platformOf(this);
    const field = Field.of(this);
    this.provider = props.provider ?? providerFor(platform, props);
    checkOneOf(field.at('provider'), this.provider, PROVIDERS, 'a provider of the class');
    if (this.provider === 'class-config') {
      if (!platform.hasGatewayClassConfig) {
        field
          .at('provider')
          .fail(
            this.provider,
            `is not in Cilium ${platform.cilium}`,
            'Use Cilium 1.18 or newer, or "policy" (Kubernetes 1.36 and newer) or "webhook".',
          );
      }
    } else if (this.provider === 'policy') {
      new LoadBalancerClassPolicy(this, 'Policy', { name: id, ...props.policy });
    } else {
      if (!props.webhook) {
        field
          .at('webhook')
          .fail(
            props.webhook,
            `is not given, and Cilium ${platform.cilium} on Kubernetes ${platform.kubernetes} needs a webhook to set the class`,
            'Give the image of one by digest, or use Cilium 1.18 or newer, or Kubernetes 1.36 or newer.',
          );
      } else new LoadBalancerClassWebhook(this, 'Webhook', { name: id, ...props.webhook });
    }
  }
}

function providerFor(platform: Platform, { policy }: LoadBalancerClassBindingProps): LoadBalancerClassProvider {
  if (platform.hasGatewayClassConfig) return 'class-config';
  const api = platform.mutatingAdmissionPolicy;
  return api && (api.on || policy?.gatesOn === true) ? 'policy' : 'webhook';
}
