import type { GatewayAddress, Implementation, Platform } from '../../platform';
import { type Inventory, namespaceOf, type StoredObject } from '../inventory';
import { GATEWAY_API_GROUP, type Gateway, type GatewayClass, ROUTE_KINDS, type Route } from './api-kinds';
import { type Attachment, attach } from './attachment';
import { backendProblem, backendsOf } from './backend-references';
import { backendTlsPolicyStatuses } from './backend-tls-policies';
import { Certificates } from './certificates';
import { condition, type Obstacle } from './condition';
import { type ControlledGateway, ControlledGateways } from './controlled-gateways';
import { gatewayStatus, generationOf } from './gateway-status';
import { Grants } from './grants';
import { listenerSetStatus, listenersObstacle } from './listener-set-status';
import type { ControllerStatus } from './status';

/** The Gateway controller of a platform: what it makes of the objects, and the status that it writes to them. */
export class GatewayController {
  readonly gateways: ControlledGateways;
  /** Routes with a parent of this controller's, and how they are attached. */
  readonly attachments = new Map<Route, readonly Attachment[]>();
  readonly grants: Grants;
  readonly certificates: Certificates;
  private readonly written = new Map<StoredObject, ControllerStatus>();

  constructor(
    private readonly inventory: Inventory,
    private readonly platform: Platform,
  ) {
    this.grants = new Grants(inventory);
    this.certificates = new Certificates(inventory, this.grants);
    this.gateways = new ControlledGateways(inventory, platform, this.certificates);
    for (const gatewayClass of this.gateways.classes) {
      this.written.set(gatewayClass, classStatus(gatewayClass, platform.implementation));
    }
    const kinds = ROUTE_KINDS.filter(({ kind }) => platform.implementation.supports(kind));
    for (const kind of kinds) for (const route of inventory.all(kind)) this.reviewRoute(route);
    for (const gateway of this.gateways.all) this.writeGateway(gateway);
    if (platform.implementation.supports('BackendTLSPolicy')) this.writePolicies();
  }

  /** The status that this controller writes; undefined if it has nothing to say of the object. */
  statusOf(object: StoredObject): ControllerStatus | undefined {
    return this.written.get(object);
  }

  /**
   * Writes the addresses that a load balancer gives to Gateways: Cilium copies them from its Services.
   * @param addressOf undefined for a Gateway that gets none
   */
  addressGateways(addressOf: (gateway: Gateway) => GatewayAddress | undefined): void {
    if (!this.platform.implementation.ways.external) return;
    for (const controlled of this.gateways.all) {
      const address = addressOf(controlled.gateway);
      const { addresses } = controlled;
      const pending = !address && {
        reason: 'AddressNotAssigned',
        message: 'no load balancer gives the Gateway an address',
      };
      this.writeGateway({
        ...controlled,
        addresses: {
          ...addresses,
          addresses: address ? [address] : [],
          unusable: addresses.unusable ?? (pending || undefined),
          pending: false,
        },
      });
    }
  }

  private reviewRoute(route: Route): void {
    const own = namespaceOf(route);
    const attachments = (route.spec.parentRefs ?? []).flatMap((parentRef) => {
      const parent = this.gateways.parentOf(parentRef, own);
      return parent ? attach(route, parentRef, this.gateways.listenersOf(parent), this.inventory) : [];
    });
    if (attachments.length === 0) return;
    this.attachments.set(route, attachments);
    for (const { listeners } of attachments) for (const listener of listeners) listener.attachedRoutes++;
    const generation = generationOf(route);
    const resolved = condition('ResolvedRefs', generation, backendProblem(route, this.inventory, this.grants), {
      reason: 'ResolvedRefs',
      message: 'all references are resolved',
    });
    this.written.set(route, {
      parents: attachments.map(({ parentRef, obstacle }) => ({
        parentRef,
        controllerName: this.platform.implementation.controllerName,
        conditions: [
          condition('Accepted', generation, obstacle, { reason: 'Accepted', message: 'the route is attached' }),
          resolved,
        ],
      })),
    });
  }

  private writeGateway({ gateway, addresses, sets }: ControlledGateway): void {
    let attached = 0;
    for (const { set, refusal } of sets) {
      const own = this.gateways.listenersOf(set);
      this.written.set(set, listenerSetStatus(set, refusal, own));
      if (!refusal && !listenersObstacle(own)) attached++;
    }
    const own = this.gateways.listenersOf(gateway);
    const reviewed = { gateway, own, addresses, client: this.clientProblem(gateway), sets: attached };
    this.written.set(gateway, gatewayStatus(reviewed, this.platform.implementation));
  }

  /** The certificate that a Gateway shows to backends. */
  private clientProblem(gateway: Gateway): Obstacle | undefined {
    const ref = gateway.spec.tls?.backend?.clientCertificateRef;
    const from = { group: GATEWAY_API_GROUP, kind: 'Gateway', namespace: namespaceOf(gateway) };
    return ref && this.certificates.problemOfSecret(from, ref, 'InvalidClientCertificateRef');
  }

  private writePolicies(): void {
    const gatewaysOf = new Map<string, Set<Gateway>>();
    for (const [route, attachments] of this.attachments) {
      const gateways = attachments.flatMap(({ listeners }) => listeners.map(({ gateway }) => gateway));
      if (gateways.length === 0) continue;
      for (const { name, namespace = namespaceOf(route) } of backendsOf(route)) {
        const key = `${namespace}/${name}`;
        const known = gatewaysOf.get(key) ?? new Set();
        gatewaysOf.set(key, known);
        for (const gateway of gateways) known.add(gateway);
      }
    }
    const { controllerName } = this.platform.implementation;
    const statuses = backendTlsPolicyStatuses(this.inventory, gatewaysOf, this.certificates, controllerName);
    for (const [policy, status] of statuses) this.written.set(policy, status);
  }
}

function classStatus(gatewayClass: GatewayClass, { ways }: Implementation): ControllerStatus {
  return {
    conditions: [
      condition('Accepted', generationOf(gatewayClass), parametersProblem(gatewayClass, ways.classParameters), {
        reason: 'Accepted',
        message: 'the class is that of this controller',
      }),
    ],
  };
}

function parametersProblem({ spec }: GatewayClass, allowed: string | undefined): Obstacle | undefined {
  const { parametersRef } = spec;
  if (!parametersRef) return undefined;
  const { group, kind, name, namespace } = parametersRef;
  if (allowed === undefined) {
    return { reason: 'InvalidParameters', message: 'classes of this controller have no parameters' };
  }
  if (`${group}/${kind}` === allowed && name && namespace) return undefined;
  return { reason: 'InvalidParameters', message: `parameters are a ${allowed} with name and namespace` };
}
