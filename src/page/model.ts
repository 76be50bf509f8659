import { topologyOf } from '../picture/cluster-topology';
import type { PageCluster } from '../picture/page-data';
import type { GatewayTopology, RouteTopology } from '../picture/topology';
import { Platform } from '../platform';
import { Cluster } from '../rehearsal/cluster';
import type { Route, RouteRule } from '../rehearsal/controller/api-kinds';
import type { Finding } from '../rehearsal/finding';
import { Inventory, namespaceOf } from '../rehearsal/inventory';
import type { Outcome } from '../rehearsal/traffic/outcome';
import type { TrafficRequest } from '../rehearsal/traffic/request';
import { Traffic } from '../rehearsal/traffic/traffic';

/** A Gateway, and the cluster that it is of. */
export interface PageGateway {
  readonly topology: GatewayTopology;
  readonly cluster: PlayedCluster;
}

/** One cluster, played again in the page. */
export class PlayedCluster {
  readonly cluster: Cluster;
  private proxy: Traffic | undefined;
  private readonly routes: ReadonlyMap<string, Route>;

  constructor(readonly given: PageCluster) {
    this.cluster = new Cluster(new Inventory(given.objects), new Platform(given.platform));
    this.routes = new Map(
      [...this.cluster.controller.attachments.keys()].map((route) => [
        `${route.kind} ${namespaceOf(route)}/${route.metadata.name}`,
        route,
      ]),
    );
  }

  get gateways(): readonly PageGateway[] {
    const { findings, name } = this.given;
    return topologyOf({ cluster: this.cluster, findings }, undefined, name).map((topology) => ({
      topology,
      cluster: this,
    }));
  }

  rulesOf({ kind, namespace, name }: RouteTopology): readonly RouteRule[] {
    return this.routes.get(`${kind} ${namespace}/${name}`)?.spec.rules ?? [];
  }

  findingsOf(kind: string, namespace: string, name: string): readonly Finding[] {
    return this.given.findings.filter(
      ({ resource }) =>
        resource.kind === kind && (resource.namespace ?? 'default') === namespace && resource.name === name,
    );
  }

  /** @throws RequestError for what is no request */
  send(request: TrafficRequest): Outcome {
    this.proxy ??= new Traffic(this.cluster);
    return this.proxy.send(request, { explain: true });
  }
}
