import type { Construct } from 'constructs';
import { Field } from '../resource/field';
import { Rke2Node } from './node';
import { joinOptions } from './node-options';
import type { Rke2NodeProps } from './node-props';

export interface Rke2AgentProps extends Rke2NodeProps {}

/**
 * An agent of RKE2, a worker: writes `/etc/rancher/rke2/config.yaml` to its host.
 *
 * It joins at `https://<addresses.apiEndpoint>:9345` with the token in `tokenFile`, which you put on the host. Options of servers
 * are refused, as an agent skips them.
 */
export class Rke2Agent extends Rke2Node {
  /** @throws InvalidFieldError for what RKE2 would refuse, skip or misread */
  constructor(scope: Construct, id: string, props: Rke2AgentProps) {
    super(scope, id, props, 'agent');
    this.write(this.configWith(joinOptions(Field.of(this), props)));
  }
}
