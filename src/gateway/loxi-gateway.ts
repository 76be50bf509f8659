import type { Construct, IConstruct } from 'constructs';
import type { LoxilbServiceOptions } from '../loxilb';
import { type ApiResourceProps, platformOf } from '../resource';
import { checkCount, checkOneOf } from '../resource/checks';
import { Field } from '../resource/field';
import { GatewayApiResource } from '../resource/gateway-api-resource';
import type { ListenerFacts, RouteNamespaces, RouteParent } from '../routes';
import { selected } from './allowed-routes';
import { buildListener } from './build-listener';
import { CertificateObjects } from './certificate-objects';
import { type GatewayClassReference, gatewayClassName } from './gateway-class';
import { checkMetadataAnnotations, type Infrastructure, infrastructureOf } from './infrastructure';
import { Listener } from './listener';
import { checkConflicts } from './listener-conflicts';
import type { GatewayShape, ListenerProps } from './listener-props';
import type { NamespaceSelector } from './namespace-selector';

export interface LoxiGatewayProps extends ApiResourceProps {
  /** A `CiliumGatewayClass`, or the name of a class that is made elsewhere. */
  readonly gatewayClass: GatewayClassReference;
  /** 1 to 64. */
  readonly listeners: readonly ListenerProps[];
  /** How LoxiLB serves the gateway. @default as kube-loxilb's flags say */
  readonly loadBalancer?: LoxilbServiceOptions;
  /** Labels and annotations for what Cilium makes, beside those of `loadBalancer`. @default none */
  readonly infrastructure?: Infrastructure;
  /**
   * Namespaces whose ListenerSets may add listeners. Gateway API 1.5 and newer.
   * @default none
   */
  readonly allowedListeners?: 'Same' | 'All' | { readonly selector: NamespaceSelector };
  /** Client certificates, on both sides. Gateway API 1.5 standard, 1.4 experimental; no Cilium release implements it. @default none */
  readonly tls?: GatewayShape['tls'];
  /**
   * Whether the gateway is a default one, to which routes attach that name no gateway: `All` or `None`. Gateway API 1.4 and
   * newer, experimental.
   * @default none
   */
  readonly defaultScope?: 'All' | 'None';
}

/** Where in the props of a gateway a listener comes from. */
export type ListenerPlace = (root: Field, index: number) => Field;

/**
 * A Gateway of Cilium, served by LoxiLB.
 *
 * Options of LoxiLB become annotations under `spec.infrastructure`, from where Cilium copies them to the Service; annotations
 * in metadata stay where they are. `spec.addresses` is not offered: it is for Cilium's own LB-IPAM, kube-loxilb never reads it,
 * and the gateway would never be programmed. Use `loadBalancer.staticIP`.
 *
 * @example
 * const gateway = new LoxiGateway(this, 'web', {
 *   gatewayClass: new CiliumGatewayClass(this, 'edge'),
 *   listeners: [{ name: 'http', protocol: 'HTTP', port: 80 }],
 *   loadBalancer: { mode: 'fullnat', staticIP: '192.168.57.100' },
 * });
 * new HttpRoute(this, 'shop', { parents: [gateway.listener('http')], … });
 */
export class LoxiGateway extends GatewayApiResource implements RouteParent {
  readonly construct: IConstruct;
  readonly parentKind = 'Gateway';
  readonly parentName: string;
  readonly parentNamespace?: string;
  /** What its listeners are. */
  readonly listeners: readonly ListenerFacts[];
  /** From which namespaces it takes ListenerSets. */
  readonly listenerSetNamespaces: RouteNamespaces;

  /**
   * @param place for messages, where `listeners` are made of another prop
   * @throws InvalidFieldError for what the API server, Cilium or kube-loxilb would refuse or ignore
   */
  constructor(
    scope: Construct,
    id: string,
    props: LoxiGatewayProps,
    place: ListenerPlace = (root, index) => root.at('listeners').item(index),
  ) {
    super(scope, id, 'Gateway', props);
    this.construct = this;
    this.parentName = this.name;
    if (this.namespace !== undefined) this.parentNamespace = this.namespace;
    const root = Field.of(this);
    if (props.annotations) checkMetadataAnnotations(root.at('annotations'), props.annotations);
    refuseAddresses(root, props);
    checkCount(root.at('listeners'), props.listeners, 1, 64);
    const certificates = new CertificateObjects(this, 'Gateway', this.name, this.namespace);
    const built = props.listeners.map((listener, index) => buildListener(place(root, index), listener, certificates));
    this.listeners = built.map(({ facts }) => facts);
    checkConflicts(this.listeners.map((facts, index) => ({ field: place(root, index), facts })));
    const infrastructure = infrastructureOf(root, props, this.listeners, platformOf(this));
    const { allowedListeners, tls, defaultScope } = props;
    this.listenerSetNamespaces = typeof allowedListeners === 'object' ? 'Selector' : (allowedListeners ?? 'None');
    this.settle({
      gatewayClassName: gatewayClassName(root.at('gatewayClass'), props.gatewayClass),
      ...(infrastructure ? { infrastructure } : {}),
      listeners: built.map(({ shape }) => shape),
      ...(allowedListeners === undefined
        ? {}
        : { allowedListeners: allowedListenersOf(root.at('allowedListeners'), allowedListeners) }),
      ...(tls ? { tls } : {}),
      ...(defaultScope === undefined ? {} : { defaultScope }),
    });
    certificates.emit();
  }

  /** The listener `name`, for routes to attach to; undefined if there is none. */
  tryListener(name: string): Listener | undefined {
    return Listener.tryOf(this, name);
  }

  /** As `tryListener`. @throws InvalidFieldError with the nearest name */
  listener(name: string): Listener {
    return Listener.of(this, name);
  }
}

function refuseAddresses(root: Field, props: LoxiGatewayProps): void {
  if (!('addresses' in props) || props.addresses === undefined) return;
  root
    .at('addresses')
    .fail(
      props.addresses,
      'cannot be used with LoxiLB, which does not read it',
      'Use loadBalancer.staticIP, or loadBalancer.pool.',
    );
}

function allowedListenersOf(
  field: Field,
  from: NonNullable<LoxiGatewayProps['allowedListeners']>,
): NonNullable<GatewayShape['allowedListeners']> {
  if (typeof from === 'object') return { namespaces: selected(field.at('selector'), from.selector) };
  checkOneOf(field, from, ['Same', 'All'], 'a choice of namespaces');
  return { namespaces: { from } };
}
