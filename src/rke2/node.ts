import { Construct } from 'constructs';
import type { Host } from '../hosts';
import type { Version } from '../platform';
import { RKE2_CONFIG_FILE } from '../platform/rke2-options';
import { parseRke2Version, type Rke2Release } from '../platform/rke2-releases';
import { platformOf } from '../resource';
import { Field } from '../resource/field';
import { prepareForCis } from './cis';
import { ClusterNodes } from './cluster-nodes';
import { configOf, configText, type Rke2Config } from './config-file';
import { type NodeOptions, nodeOptions } from './node-options';
import type { Rke2NodeProps } from './node-props';
import { checkSettings, checkUnchecked } from './settings';

/** A node that RKE2 makes of a host: `Rke2Server` or `Rke2Agent`. */
export abstract class Rke2Node extends Construct {
  /** The machine. */
  readonly host: Host;
  /** Release of RKE2. */
  readonly version: Version;
  /** Name of the node. */
  readonly nodeName: string;
  /** Taints that it registers with. */
  readonly nodeTaints: readonly string[];
  protected readonly release: Rke2Release;
  protected readonly nodes: ClusterNodes;
  protected readonly options: NodeOptions;
  private written: Rke2Config = {};

  /** @throws InvalidFieldError for a release of RKE2 that is none or of another Kubernetes, and options that RKE2 would not read */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: Rke2NodeProps,
    private readonly role: 'server' | 'agent',
  ) {
    super(scope, id);
    const root = Field.of(this);
    this.host = props.host;
    this.version = props.version;
    this.nodeName = props.nodeName ?? props.host.name;
    this.nodeTaints = props.nodeTaints ?? [];
    this.release = this.checkVersion(root.at('version'));
    this.options = nodeOptions(root, props, this.nodeName);
    if (props.settings) checkSettings(root.at('settings'), props.settings, role);
    if (props.unchecked) checkUnchecked(root.at('unchecked'), props.unchecked);
    this.nodes = ClusterNodes.of(this, props.addresses);
  }

  /** What is in the file, by RKE2's keys. */
  get config(): Rke2Config {
    return this.written;
  }

  /** Puts options together; what is unchecked wins. */
  protected configWith(options: Readonly<Record<string, Rke2Config[string] | undefined>>): Rke2Config {
    const { settings, unchecked } = this.props;
    return configOf({ ...this.options, ...options, ...settings, ...unchecked?.settings });
  }

  /** Writes the file, and what the host has to have for it. */
  protected write(config: Rke2Config): void {
    const root = Field.of(this);
    if (config['with-node-id'] !== true) this.nodes.addNode(root.at('nodeName'), this.nodeName);
    this.written = config;
    const { host, props, role } = this;
    host.addFile({ path: RKE2_CONFIG_FILE, content: configText(config, props.unchecked), mode: '0600' });
    prepareForCis(host, config);
    if (props.start !== true) return;
    // The tarball has both units.
    if (role === 'agent') host.addCommand('systemctl', 'mask', 'rke2-server.service');
    host.addCommand('systemctl', 'enable', '--now', `rke2-${role}.service`);
  }

  private checkVersion(field: Field): Rke2Release {
    const { version } = this.props;
    const release = typeof version === 'string' ? parseRke2Version(version) : undefined;
    if (!release) field.fail(version, 'is no release of RKE2', 'Write it as its tag, such as "v1.36.3+rke2r1".');
    const { kubernetes } = platformOf(this);
    const minor = kubernetes.split('.').slice(0, 2).join('.');
    if (release.kubernetes !== minor) {
      field.fail(
        version,
        `has Kubernetes ${release.kubernetes}, and the platform here ${minor}`,
        `Set kubernetes: '${release.kubernetes}' of the platform, or take a release of v${minor}.`,
      );
    }
    return release;
  }
}
