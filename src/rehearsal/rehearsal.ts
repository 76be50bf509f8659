import type { Platform } from '../platform';
import { acknowledged } from './acknowledgement';
import { type AdmissionOptions, review } from './admission/admission';
import { isObject } from './admission/defaults';
import { Cluster } from './cluster';
import type { ControllerStatus } from './controller/status';
import { type Finding, sortFindings } from './finding';
import { Inventory, type StoredObject } from './inventory';
import type { LoadBalancer, LoadBalancerRule } from './loadbalancer/load-balancer';
import { type Manifest, referenceTo } from './manifest';
import { RULES } from './rules';
import type { Outcome } from './traffic/outcome';
import type { TrafficRequest } from './traffic/request';
import { type SendOptions, Traffic } from './traffic/traffic';

/** What a rehearsal is told besides. */
export interface RehearsalContext extends AdmissionOptions {
  /** Addresses of the cluster's nodes, which LoxiLB sends to. @default those of the platform */
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
 * admits, kube-loxilb gives VIPs to Services if anything is known of it, and the rules say what none of these would. Nothing is
 * changed, nothing outside is asked; the same manifests always give the same answers.
 */
export class Rehearsal {
  /** What is refused, ignored or lost and accepted by nobody, sorted. */
  readonly findings: readonly Finding[];
  /** What objects accept by their annotation, with the reason. */
  readonly acknowledged: readonly { readonly finding: Finding; readonly reason: string }[];
  /** What the API server has stored, in the order in which it was given. */
  readonly objects: readonly StoredObject[];
  /** What rules look at. */
  readonly cluster: Cluster;
  private proxy: Traffic | undefined;
  private readonly manifests = new Map<Finding, Manifest>();

  /**
   * @param manifests objects of any source; of two with one identity the later counts
   * @param platform versions and settings of the cluster
   */
  constructor(
    manifests: readonly Manifest[],
    readonly platform: Platform,
    options: RehearsalContext = {},
  ) {
    const found = new Map<Manifest, Finding[]>();
    const origins = new Map<StoredObject, Manifest>();
    const refused: Manifest[] = [];
    for (const manifest of manifests) {
      const { findings, stored } = review(manifest, platform, options);
      if (findings.length > 0) found.set(manifest, [...findings]);
      if (!stored) refused.push(manifest);
      else if (isStored(stored)) origins.set(stored, manifest);
    }
    this.objects = [...origins.keys()];
    this.cluster = new Cluster(new Inventory(this.objects, refused), platform, origins, options.nodes);
    for (const [object, finding] of this.broken()) {
      const manifest = origins.get(object) ?? object;
      const known = found.get(manifest);
      if (known) known.push(finding);
      else found.set(manifest, [finding]);
    }
    const ids = RULES.map(({ id }) => id);
    const all: Finding[] = [];
    const accepted: { finding: Finding; reason: string }[] = [];
    for (const manifest of new Set(manifests)) {
      const result = acknowledged(manifest, found.get(manifest) ?? [], ids);
      for (const finding of result.open) this.manifests.set(finding, manifest);
      all.push(...result.open);
      accepted.push(...result.accepted);
    }
    this.findings = sortFindings(all);
    this.acknowledged = accepted;
  }

  /** kube-loxilb and LoxiLB; undefined if neither the manifests nor the platform have a kube-loxilb: then nothing is known of addresses. */
  get loadBalancer(): LoadBalancer | undefined {
    return this.cluster.loadBalancer;
  }

  /** The rules of LoxiLB, as `loxicmd get lb` would list them; none if nothing is known of kube-loxilb. */
  get loadBalancers(): readonly LoadBalancerRule[] {
    return this.loadBalancer?.rules ?? [];
  }

  /** The objects to which the controllers write a status, in the same order. */
  get statuses(): readonly ObjectStatus[] {
    return this.objects.flatMap((object) => {
      const status = this.cluster.controller.statusOf(object);
      const { apiVersion, kind, metadata } = object;
      return status ? [{ apiVersion, kind, metadata, status }] : [];
    });
  }

  /**
   * Where a request goes, how it is changed, and what the client gets.
   * @throws RequestError for a request that does not say what it needs to
   */
  send(request: TrafficRequest, options: SendOptions = {}): Outcome {
    return this.traffic.send(request, options);
  }

  /** The proxy; made for the first request. */
  get traffic(): Traffic {
    this.proxy ??= new Traffic(this.cluster);
    return this.proxy;
  }

  /** The manifest, as it was given, that one of the findings is about. */
  manifestOf(finding: Finding): Manifest | undefined {
    return this.manifests.get(finding);
  }

  private broken(): readonly (readonly [StoredObject, Finding])[] {
    return RULES.flatMap(({ id, severity, cure, check }) =>
      (check?.(this.cluster) ?? []).map(({ object, path, message, ...own }): readonly [StoredObject, Finding] => [
        object,
        { rule: id, severity, resource: referenceTo(object), path, message, cure, ...own },
      ]),
    );
  }
}

/** Admission has found the name, or that one is generated: such an object cannot be referred to, and is left out. */
function isStored(manifest: Manifest): manifest is StoredObject {
  return isObject(manifest.metadata) && typeof manifest.metadata.name === 'string';
}
