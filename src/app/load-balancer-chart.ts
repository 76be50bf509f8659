import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { KubeLoxilb, LoadBalancerClassBinding, type LoxilbTopology } from '../loxilb';
import { acknowledge } from '../synth';

/**
 * Image of the article's webhook, which clusters need that have neither Cilium 1.18 nor Kubernetes 1.36. The digest is a
 * placeholder: put that of an image that you have built.
 */
const WEBHOOK_IMAGE = `registry.example.com/platform/loxilb-webhook@sha256:${'0'.repeat(64)}`;

/** "Deploy LoxiLB Controller" and "Integrate Cilium & LoxiLB": kube-loxilb, and what binds the Services of gateways to it. */
export class LoadBalancerChart extends Chart {
  constructor(scope: Construct, id: string, topology: LoxilbTopology) {
    super(scope, id);
    const { deployment } = new KubeLoxilb(this, 'kube-loxilb', topology.kubeLoxilb);
    acknowledge(
      deployment,
      'kube-loxilb/plain-url',
      'the hosts have no certificates yet: their API listens on one address, which the firewall opens to nodes alone',
    );
    new LoadBalancerClassBinding(this, 'loxilb-webhook', { webhook: { image: WEBHOOK_IMAGE } });
  }
}
