import type { Platform } from '../platform';
import { GatewayController } from './controller/controller';
import type { Inventory, StoredObject } from './inventory';
import { findKubeLoxilbs, type KubeLoxilb, platformProcess } from './loadbalancer/kube-loxilb';
import { type KubeLoxilbProcess, kubeLoxilbProcess } from './loadbalancer/kube-loxilb-process';
import { asksForAddress, LoadBalancer, type LoadBalancerProblem } from './loadbalancer/load-balancer';
import type { LoxilbService } from './loadbalancer/loxilb-service';
import { annotatedServices, loxilbServices } from './loadbalancer/services';
import type { Manifest } from './manifest';

/** A cluster with the objects that its API server took in: what its controllers make of them. Rules look at it. */
export class Cluster {
  /** The Gateway controller. */
  readonly controller: GatewayController;
  /** Each kube-loxilb among the objects. */
  readonly kubeLoxilbs: readonly KubeLoxilb[];
  /** What the kube-loxilb in charge was told: the first among the objects, else that of the platform; undefined if there is none. */
  readonly kubeLoxilb: KubeLoxilbProcess | undefined;
  /** Services of LoxiLB's class, and those that Cilium makes for Gateways of that class. */
  readonly services: readonly LoxilbService[];
  /**
   * What goes wrong when VIPs are given out. Where nothing is known of kube-loxilb: among what asks for an address of its own, of
   * whatever class, as that does not depend on pools.
   */
  readonly vipProblems: readonly LoadBalancerProblem[];
  /** kube-loxilb and LoxiLB; undefined if nothing is known of them. */
  readonly loadBalancer: LoadBalancer | undefined;

  private readonly served: ReadonlySet<StoredObject>;

  /**
   * @param givenAs the manifest that an object was taken in from
   * @param nodes addresses of nodes. @default those of the platform
   */
  constructor(
    readonly inventory: Inventory,
    readonly platform: Platform,
    readonly givenAs: ReadonlyMap<StoredObject, Manifest> = new Map(),
    nodes: readonly string[] | undefined = platform.settings.nodes,
  ) {
    this.controller = new GatewayController(inventory, platform);
    this.kubeLoxilbs = findKubeLoxilbs(inventory);
    this.kubeLoxilb = this.kubeLoxilbs[0]?.process ?? platformProcess(platform);
    this.services = loxilbServices(inventory, this.controller.gateways, platform);
    this.served = new Set(this.services.map(({ origin }) => origin));
    if (!this.kubeLoxilb) {
      const asking = annotatedServices(inventory, this.controller.gateways, platform).filter(asksForAddress);
      this.vipProblems = new LoadBalancer(asking, kubeLoxilbProcess([])).problems;
      return;
    }
    const loadBalancer = new LoadBalancer(this.services, this.kubeLoxilb, nodes);
    this.loadBalancer = loadBalancer;
    this.vipProblems = loadBalancer.problems;
    this.controller.addressGateways((gateway) => loadBalancer.addressOf(gateway));
  }

  /** True for a Service, or a Gateway, that LoxiLB serves. */
  serves(object: StoredObject): boolean {
    return this.served.has(object);
  }
}
