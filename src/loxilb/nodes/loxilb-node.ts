import { Construct } from 'constructs';
import type { Host } from '../../hosts';
import { checkOneOf } from '../../resource/checks';
import { Field } from '../../resource/field';
import { checkPinnedImage } from '../image';
import { tuneHost } from './host-tuning';
import { loxilbFlags } from './loxilb-flags';
import type { LoxilbOptions } from './loxilb-options';
import { type ContainerRuntime, loxilbCompose, loxilbUnit } from './loxilb-unit';
import { modeProblems } from './mode-problems';

export interface LoxilbNodeProps extends LoxilbOptions {
  /** The machine. */
  readonly host: Host;
  /** IPv4 address that the REST API listens on, and no other: it has no password. Keep everybody but kube-loxilb and the peers from it. */
  readonly address: string;
  /** What runs the container. @default podman, which it installs; docker is taken for installed */
  readonly runtime?: ContainerRuntime;
  /** Image with a tag or digest. @default ghcr.io/loxilb-io/loxilb:v0.9.8.8 */
  readonly image?: string;
  /** Whether the host's network is tuned as LoxiLB's measurements were. @default true */
  readonly tuning?: boolean;
}

const UNIT_PATH = '/etc/systemd/system/loxilb.service';
/** Ports of LoxiLB: REST, and synchronization between hosts. */
const API_PORT = 11111;
const SYNC_PORT = 22222;
const TLS_PORT = 8091;

/** Latest release when this was written (August 2026). */
export const LOXILB_IMAGE = 'ghcr.io/loxilb-io/loxilb:v0.9.8.8';

/**
 * A LoxiLB outside of the cluster: on its host a systemd unit that runs it, a compose file for who prefers that, and the settings of
 * the network. One for each host. `LoxilbTopology` makes pairs that agree.
 *
 * Ports: 11111/tcp REST, 22222/tcp synchronization and 3784/udp BFD between the hosts (neither has a password), 179/tcp BGP.
 */
export class LoxilbNode extends Construct {
  /** Arguments as they are written. */
  readonly flags: readonly string[];
  readonly host: Host;
  readonly address: string;
  readonly options: LoxilbOptions;

  /** @throws InvalidFieldError for what LoxiLB ends by, or ignores */
  constructor(scope: Construct, id: string, props: LoxilbNodeProps) {
    super(scope, id);
    const { host, address, runtime = 'podman', image = LOXILB_IMAGE, tuning = true, ...options } = props;
    const field = Field.of(this);
    checkOneOf(field.at('runtime'), runtime, ['podman', 'docker'], 'a program that runs containers');
    checkPinnedImage(field.at('image'), image);
    this.host = host;
    this.address = address;
    this.options = options;
    this.flags = loxilbFlags(options, address, field);
    checkOwnAddress(field, props);
    if (host.files.some(({ path }) => path === UNIT_PATH)) {
      field.at('host').fail(host.name, 'has a LoxiLB already', 'Make one LoxilbNode for each host.');
    }
    // Gateways are made later, in other charts.
    if (options.cluster) this.node.addValidation({ validate: () => modeProblems(this) });
    const container = { runtime, image, flags: this.flags };
    host.addFile({ path: UNIT_PATH, content: loxilbUnit(container) });
    host.addFile({ path: '/etc/loxilb/compose.yaml', content: loxilbCompose(container) });
    if (runtime === 'podman') host.addPackages('podman');
    if (tuning) tuneHost(host);
    host.addCommand('systemctl', 'daemon-reload');
    host.addCommand('systemctl', 'enable', '--now', ...(tuning ? ['loxilb-xps.service'] : []), 'loxilb.service');
  }
}

function checkOwnAddress(field: Field, { address, cluster, apiPort = API_PORT, tls }: LoxilbNodeProps): void {
  if (address === '0.0.0.0') {
    field
      .at('address')
      .fail(
        address,
        'opens the REST API, which has no password, on every network',
        'Write the address that kube-loxilb uses.',
      );
  }
  if (cluster && apiPort === SYNC_PORT) {
    field.at('apiPort').fail(apiPort, 'is that of synchronization', 'Take another one.');
  }
  if (tls && (tls.port ?? TLS_PORT) === apiPort && (tls.host ?? address) === address) {
    field.at('tls').at('port').fail(apiPort, 'is that of the plain API as well', 'Take another one.');
  }
}
