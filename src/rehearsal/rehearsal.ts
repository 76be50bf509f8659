import type { Platform } from '../platform';
import { type AdmissionOptions, review } from './admission/admission';
import { isObject } from './admission/defaults';
import { GatewayController } from './controller/controller';
import type { ControllerStatus } from './controller/status';
import { type Finding, sortFindings } from './finding';
import { Inventory, type StoredObject } from './inventory';
import { findKubeLoxilb } from './loadbalancer/kube-loxilb-process';
import { LoadBalancer, type LoadBalancerRule } from './loadbalancer/load-balancer';
import { loxilbServices } from './loadbalancer/services';
import type { Manifest } from './manifest';

/** What a rehearsal is told besides. */
export interface RehearsalContext extends AdmissionOptions {
  /** Addresses of the cluster's nodes, which LoxiLB sends to. @default not known */
  readonly nodes?: readonly string[];
}

/** An object with the status that the controllers write. */
export interface ObjectStatus {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: StoredObject['metadata'];
  readonly status: ControllerStatus;
}

/**
 * What a cluster does with manifests: the API server admits them or not, the Gateway controller writes the status of those that it
 * admits, and kube-loxilb gives VIPs to Services, if it is among the manifests. Nothing is changed, nothing outside is asked; the same manifests always give the same answers.
 */
export class Rehearsal {
  /** What is refused, ignored or lost, sorted. */
  readonly findings: readonly Finding[];
  /** What the API server has stored, in the order in which it was given. */
  readonly objects: readonly StoredObject[];
  /** kube-loxilb and LoxiLB; undefined if no kube-loxilb is among the manifests: then nothing is known of addresses. */
  readonly loadBalancer: LoadBalancer | undefined;
  private readonly controller: GatewayController;

  /**
   * @param manifests objects of any source; of two with one identity the later counts
   * @param platform versions and settings of the cluster
   */
  constructor(
    manifests: readonly Manifest[],
    readonly platform: Platform,
    options: RehearsalContext = {},
  ) {
    const reviews = manifests.map((manifest) => review(manifest, platform, options));
    this.findings = sortFindings(reviews.flatMap(({ findings }) => findings));
    this.objects = reviews.flatMap(({ stored }) => (stored && isStored(stored) ? [stored] : []));
    const inventory = new Inventory(this.objects);
    this.controller = new GatewayController(inventory, platform);
    const kubeLoxilb = findKubeLoxilb(inventory);
    if (!kubeLoxilb) return;
    const services = loxilbServices(inventory, this.controller.gateways, platform);
    this.loadBalancer = new LoadBalancer(services, kubeLoxilb, options.nodes);
    this.controller.addressGateways((gateway) => this.loadBalancer?.addressOf(gateway));
  }

  /** The rules of LoxiLB, as `loxicmd get lb` would list them; none if no kube-loxilb is among the manifests. */
  get loadBalancers(): readonly LoadBalancerRule[] {
    return this.loadBalancer?.rules ?? [];
  }

  /** The objects to which the controllers write a status, in the same order. */
  get statuses(): readonly ObjectStatus[] {
    return this.objects.flatMap((object) => {
      const status = this.controller.statusOf(object);
      const { apiVersion, kind, metadata } = object;
      return status ? [{ apiVersion, kind, metadata, status }] : [];
    });
  }
}

/** Admission has found the name, or that one is generated: such an object cannot be referred to, and is left out. */
function isStored(manifest: Manifest): manifest is StoredObject {
  return isObject(manifest.metadata) && typeof manifest.metadata.name === 'string';
}
