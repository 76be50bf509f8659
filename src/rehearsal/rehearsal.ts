import type { Platform } from '../platform';
import { type AdmissionOptions, review } from './admission/admission';
import { isObject } from './admission/defaults';
import { GatewayController } from './controller/controller';
import type { ControllerStatus } from './controller/status';
import { type Finding, sortFindings } from './finding';
import { Inventory, type StoredObject } from './inventory';
import type { Manifest } from './manifest';

/** An object with the status that the controllers write. */
export interface ObjectStatus {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: StoredObject['metadata'];
  readonly status: ControllerStatus;
}

/**
 * What a cluster does with manifests: the API server admits them or not, the Gateway controller writes the status of those that it
 * admits. Nothing is changed, nothing outside is asked; the same manifests always give the same answers.
 */
export class Rehearsal {
  /** What is refused, ignored or lost, sorted. */
  readonly findings: readonly Finding[];
  /** What the API server has stored, in the order in which it was given. */
  readonly objects: readonly StoredObject[];
  private readonly controller: GatewayController;

  /**
   * @param manifests objects of any source; of two with one identity the later counts
   * @param platform versions and settings of the cluster
   */
  constructor(
    manifests: readonly Manifest[],
    readonly platform: Platform,
    options: AdmissionOptions = {},
  ) {
    const reviews = manifests.map((manifest) => review(manifest, platform, options));
    this.findings = sortFindings(reviews.flatMap(({ findings }) => findings));
    this.objects = reviews.flatMap(({ stored }) => (stored && isStored(stored) ? [stored] : []));
    this.controller = new GatewayController(new Inventory(this.objects), platform);
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
