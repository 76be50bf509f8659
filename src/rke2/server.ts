import type { Construct } from 'constructs';
import { Field } from '../resource/field';
import { checkCiliumChart } from './cilium-chart';
import { cisProblems } from './cis-workloads';
import { Rke2Node } from './node';
import { joinOptions } from './node-options';
import { componentOptions, controlPlaneOptions } from './server-options';
import type { Rke2ServerProps } from './server-props';

/**
 * A server of RKE2, of a cluster with Cilium: writes `/etc/rancher/rke2/config.yaml` to its host.
 *
 * RKE2 skips what it does not know, and etcd drops flags that it cannot read, both without failing; here they throw. Gateways
 * need Cilium in place of kube-proxy, so kube-proxy is off. The admin's kubeconfig is readable by root alone.
 *
 * The file has to be there before the first start. Installing RKE2 itself is not done here.
 */
export class Rke2Server extends Rke2Node {
  /** True if it joins a cluster that another server began. */
  readonly joins: boolean;

  /** @throws InvalidFieldError for what RKE2 would refuse, skip or misread, and what does not go with Cilium's gateways */
  constructor(scope: Construct, id: string, props: Rke2ServerProps) {
    super(scope, id, props, 'server');
    const root = Field.of(this);
    this.joins = props.joins === true;
    if (!this.joins && props.server !== undefined) {
      root
        .at('server')
        .fail(props.server, 'is where a server joins, and this one begins a cluster', 'Set joins: true.');
    }
    const options = {
      ...controlPlaneOptions(root, props, this.release, this.options['node-ip']),
      ...componentOptions(root, props),
      ...(this.joins ? joinOptions(root, props) : { 'token-file': props.tokenFile }),
    };
    const config = this.configWith(options);
    if (props.ciliumValues) checkCiliumChart(root.at('ciliumValues'), props.ciliumValues, config);
    this.nodes.addServer(root, config);
    this.write(config);
    // Workloads are made later, in other charts. One server speaks for the cluster.
    if (config.profile === 'cis' && !this.joins) this.node.addValidation({ validate: () => cisProblems(this) });
  }
}
