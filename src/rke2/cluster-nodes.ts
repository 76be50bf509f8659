import type { IConstruct } from 'constructs';
import type { AddressPlan } from '../platform';
import { RKE2_CRITICAL_OPTIONS } from '../platform/rke2-options';
import type { Field } from '../resource/field';
import type { Rke2Config } from './config-file';

interface ServerRecord {
  readonly path: string;
  readonly config: Rke2Config;
}

/** Nodes of one cluster: those of an app that have one address plan. */
export class ClusterNodes {
  /** The nodes so far of the cluster that a construct is of. */
  static of(construct: IConstruct, addresses: AddressPlan): ClusterNodes {
    const { root } = construct.node;
    const clusters = KNOWN.get(root) ?? new Map<AddressPlan, ClusterNodes>();
    KNOWN.set(root, clusters);
    const nodes = clusters.get(addresses) ?? new ClusterNodes();
    clusters.set(addresses, nodes);
    return nodes;
  }

  private readonly paths = new Map<string, string>();
  private first: ServerRecord | undefined;
  private some: ServerRecord | undefined;

  /** @throws InvalidFieldError for a name that another node has */
  addNode(field: Field, name: string): void {
    const other = this.paths.get(name);
    if (other !== undefined) {
      field.fail(name, `is the name of ${other} as well, which would keep this node out`, 'Give each node its own.');
    }
    this.paths.set(name, field.construct.node.path);
  }

  /**
   * @throws InvalidFieldError for a second server that begins a cluster, and options that all servers share but this one does not
   */
  addServer(field: Field, config: Rke2Config): void {
    const record = { path: field.construct.node.path, config };
    if (this.first && config.server === undefined) {
      field
        .at('joins')
        .fail(
          false,
          `begins a cluster of its own, and ${this.first.path} begins one at these addresses`,
          'Set joins: true on every server but the first.',
        );
    }
    const { some } = this;
    for (const key of RKE2_CRITICAL_OPTIONS) {
      if (some && JSON.stringify(some.config[key]) !== JSON.stringify(config[key])) {
        field
          .at(key)
          .fail(
            config[key],
            `is ${JSON.stringify(some.config[key])} on ${some.path}, so one cannot join`,
            'Make them alike.',
          );
      }
    }
    this.some ??= record;
    if (config.server === undefined) this.first = record;
  }
}

const KNOWN = new WeakMap<IConstruct, Map<AddressPlan, ClusterNodes>>();
