import { Construct } from 'constructs';
import type { Host } from '../hosts';
import { platformOf } from '../resource';
import { Field } from '../resource/field';
import { CONFIG_PATH, configFile } from './config-file';
import { checkProps } from './node-settings';
import { SERVER_PROPS } from './prop-names';
import type { Rke2ServerProps } from './rke2-options';
import { serverSettings } from './server-settings';

/**
 * An RKE2 server: its configuration on a host, with the addresses of the plan, and the service. RKE2 passes over keys that it does
 * not know, so that a misspelt one says nothing; here it throws. The program itself is taken for installed.
 */
export class Rke2Server extends Construct {
  readonly host: Host;

  /** @throws InvalidFieldError for what RKE2 refuses, ignores, or fails by later */
  constructor(scope: Construct, id: string, props: Rke2ServerProps) {
    super(scope, id);
    const field = Field.of(this);
    checkProps(field, props, SERVER_PROPS);
    const { host, ...options } = props;
    this.host = host;
    const settings = serverSettings(field, options, options.nodeName ?? host.name, platformOf(this));
    host.addFile({ path: CONFIG_PATH, mode: '0600', content: configFile(field, settings, options.unchecked) });
    host.addCommand('systemctl', 'enable', '--now', 'rke2-server.service');
  }
}
