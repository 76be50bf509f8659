import { Construct } from 'constructs';
import type { Host } from '../hosts';
import { platformOf } from '../resource';
import { Field } from '../resource/field';
import { CONFIG_PATH, configFile } from './config-file';
import { checkProps, checkServerUrl, nodeSettings, serverUrl } from './node-settings';
import { AGENT_PROPS, SERVER_PROPS } from './prop-names';
import type { Rke2AgentProps } from './rke2-options';

/** An RKE2 agent: its configuration on a host, and the service. The program itself is taken for installed. */
export class Rke2Agent extends Construct {
  readonly host: Host;

  /** @throws InvalidFieldError for settings of servers, and for what RKE2 refuses or ignores */
  constructor(scope: Construct, id: string, props: Rke2AgentProps) {
    super(scope, id);
    const field = Field.of(this);
    checkProps(field, props, AGENT_PROPS, SERVER_PROPS);
    const { host, server = serverUrl(props.plan.apiEndpoint), ...options } = props;
    checkServerUrl(field.at('server'), server);
    this.host = host;
    const settings = { server, ...nodeSettings(field, options, options.nodeName ?? host.name, platformOf(this)) };
    host.addFile({ path: CONFIG_PATH, mode: '0600', content: configFile(field, settings, options.unchecked) });
    // The package of the server may be there too, and would make a cluster of its own.
    host.addCommand('systemctl', 'mask', 'rke2-server.service');
    host.addCommand('systemctl', 'enable', '--now', 'rke2-agent.service');
  }
}
