import { createHash } from 'node:crypto';
import { LOAD_BALANCER_CLASS_ANNOTATION, LOXILB_CLASS, LOXILB_PREFIX, type Platform } from '../../platform';
import { SERVICE, type Service } from '../controller/api-kinds';
import type { ControlledGateway, ControlledGateways } from '../controller/controlled-gateways';
import { type Inventory, kindOf, namespaceOf, type StoredObject } from '../inventory';
import type { LoxilbService, ServicePort } from './loxilb-service';

interface GatewayClassConfig extends StoredObject {
  readonly spec?: {
    readonly service?: {
      readonly type?: string;
      readonly loadBalancerClass?: string;
      readonly loadBalancerSourceRanges?: readonly string[];
      readonly externalTrafficPolicy?: string;
    };
  };
}

const CONFIG = kindOf<GatewayClassConfig>('cilium.io', 'CiliumGatewayClassConfig');

/** The Services that kube-loxilb serves: those of its class among the objects, and those that Cilium makes for Gateways. */
export function loxilbServices(
  inventory: Inventory,
  gateways: ControlledGateways,
  platform: Platform,
): readonly LoxilbService[] {
  const own = loadBalancerServices(inventory).filter(({ origin }) => origin.spec?.loadBalancerClass === LOXILB_CLASS);
  if (!platform.implementation.ways.external) return own;
  const made = gateways.all.filter((each) => isForLoxilb(each, inventory, gateways, platform));
  return [...own, ...made.map((each) => gatewayService(each, settingsOf(each, inventory, gateways, platform)))];
}

/** Those that LoxiLB would serve if something gave them its class: Gateways and Services with one of its annotations. */
export function annotatedServices(
  inventory: Inventory,
  gateways: ControlledGateways,
  platform: Platform,
): readonly LoxilbService[] {
  const made = platform.implementation.ways.external ? gateways.all.map((each) => gatewayService(each)) : [];
  const own = loadBalancerServices(inventory).filter(({ origin }) => {
    const { loadBalancerClass = LOXILB_CLASS } = origin.spec ?? {};
    return loadBalancerClass === LOXILB_CLASS;
  });
  return [...own, ...made].filter(({ annotations }) =>
    Object.keys(annotations).some((key) => key.startsWith(LOXILB_PREFIX)),
  );
}

function loadBalancerServices(inventory: Inventory): readonly (LoxilbService & { readonly origin: Service })[] {
  return inventory
    .all(SERVICE)
    .filter(({ spec }) => spec?.type === 'LoadBalancer')
    .map((origin) => {
      const { metadata, spec } = origin;
      return {
        namespace: namespaceOf(origin),
        name: metadata.name,
        annotations: metadata.annotations ?? {},
        annotationsPath: 'metadata.annotations',
        ports: (spec?.ports ?? []).map(({ port, protocol = 'TCP', nodePort }, index) => {
          return { port, protocol, nodePort, path: `spec.ports[${index}].port` };
        }),
        externalIPs: spec?.externalIPs ?? [],
        sourceRanges: spec?.loadBalancerSourceRanges ?? [],
        trafficPolicy: spec?.externalTrafficPolicy ?? 'Cluster',
        origin,
      };
    });
}

/** What the Service of a Gateway is made with. */
export interface GatewayServiceSettings {
  /** `LoadBalancer` or `NodePort`. */
  readonly type: string;
  /** Undefined: none, so whatever load balancer is the default serves it. */
  readonly loadBalancerClass: string | undefined;
  /** Networks that clients may come from; none: all. */
  readonly sourceRanges: readonly string[];
  /** `Cluster` or `Local`. */
  readonly trafficPolicy: string;
}

const NO_SETTINGS = { sourceRanges: [], trafficPolicy: 'Cluster' };

/** What Cilium, or something at admission, gives the Service of a Gateway. */
export function settingsOf(
  { gateway }: ControlledGateway,
  inventory: Inventory,
  gateways: ControlledGateways,
  platform: Platform,
): GatewayServiceSettings {
  const annotation = gateway.spec.infrastructure?.annotations?.[LOAD_BALANCER_CLASS_ANNOTATION];
  if (!platform.hasGatewayClassConfig) return { type: 'LoadBalancer', loadBalancerClass: annotation, ...NO_SETTINGS };
  const owner = gateways.classes.find(({ metadata }) => metadata.name === gateway.spec.gatewayClassName);
  const { name, namespace } = owner?.spec.parametersRef ?? {};
  const config = name === undefined || namespace === undefined ? undefined : inventory.find(CONFIG, namespace, name);
  const service = config?.spec?.service ?? {};
  return {
    type: service.type ?? 'LoadBalancer',
    loadBalancerClass: service.loadBalancerClass,
    sourceRanges: service.loadBalancerSourceRanges ?? [],
    trafficPolicy: service.externalTrafficPolicy ?? 'Cluster',
  };
}

function isForLoxilb(
  controlled: ControlledGateway,
  inventory: Inventory,
  gateways: ControlledGateways,
  platform: Platform,
): boolean {
  const { type, loadBalancerClass } = settingsOf(controlled, inventory, gateways, platform);
  return type === 'LoadBalancer' && loadBalancerClass === LOXILB_CLASS;
}

/** Cilium's Service of a Gateway (operator/pkg/model/translation/gateway-api/translator.go). */
function gatewayService(
  { gateway, listeners }: ControlledGateway,
  { sourceRanges, trafficPolicy }: Pick<GatewayServiceSettings, 'sourceRanges' | 'trafficPolicy'> = NO_SETTINGS,
): LoxilbService {
  const ports = new Map<string, ServicePort>();
  for (const { spec, unaccepted, owner } of listeners) {
    const protocol = spec.protocol === 'UDP' ? 'UDP' : 'TCP';
    const key = `${protocol} ${spec.port}`;
    if (unaccepted || ports.has(key)) continue;
    // A listener of a ListenerSet is no field of the Gateway.
    const index = owner === gateway ? (gateway.spec.listeners ?? []).indexOf(spec) : -1;
    const path = index < 0 ? 'spec.listeners' : `spec.listeners[${index}].port`;
    ports.set(key, { port: spec.port, protocol, nodePort: undefined, path });
  }
  return {
    namespace: namespaceOf(gateway),
    name: shortened(`cilium-gateway-${gateway.metadata.name}`),
    annotations: gateway.spec.infrastructure?.annotations ?? {},
    annotationsPath: 'spec.infrastructure.annotations',
    ports: [...ports.values()],
    externalIPs: [],
    sourceRanges,
    trafficPolicy,
    origin: gateway,
  };
}

const LONGEST_NAME = 63;
const HASH_LENGTH = 10;

/** A name that is too long ends in a hash. Cilium's own hash is another one, of the same length. */
function shortened(name: string): string {
  if (name.length <= LONGEST_NAME) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, HASH_LENGTH);
  return `${name.slice(0, LONGEST_NAME - HASH_LENGTH - 1)}-${hash}`;
}
