import type { Construct, IConstruct } from 'constructs';
import type { LoxilbServiceOptions } from '../loxilb';
import { type ApiResourceProps, platformOf } from '../resource';
import { checkCount } from '../resource/checks';
import { Field, nearest } from '../resource/field';
import { GatewayApiResource } from '../resource/gateway-api-resource';
import type { ListenerFacts, RouteParent } from '../routes';
import { buildListener } from './build-listener';
import { CertificateObjects } from './certificate-objects';
import { type GatewayClassReference, gatewayClassName } from './gateway-class';
import { checkMetadataAnnotations, type Infrastructure, infrastructureOf } from './infrastructure';
import { Listener } from './listener';
import { checkConflicts } from './listener-conflicts';
import type { GatewayShape, ListenerProps, NamespaceSelector } from './listener-props';

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
}

/**
 * A Gateway of Cilium, served by LoxiLB.
 *
 * Options of LoxiLB become annotations under `spec.infrastructure`, from where Cilium copies them to the Service; annotations
 * in metadata stay where they are. `spec.addresses` is not offered: kube-loxilb never reads it. Use `loadBalancer.staticIP`.
 */
export class LoxiGateway extends GatewayApiResource implements RouteParent {
  readonly construct: IConstruct;
  readonly parentKind = 'Gateway';
  readonly parentName: string;
  readonly parentNamespace?: string;
  /** What its listeners are. */
  readonly listeners: readonly ListenerFacts[];

  /** @throws InvalidFieldError for what the API server, Cilium or kube-loxilb would refuse or ignore */
  constructor(scope: Construct, id: string, props: LoxiGatewayProps) {
    super(scope, id, 'Gateway', props);
    this.construct = this;
    this.parentName = this.name;
    if (this.namespace !== undefined) this.parentNamespace = this.namespace;
    const root = Field.of(this);
    if (props.annotations) checkMetadataAnnotations(root.at('annotations'), props.annotations);
    if ('addresses' in props) {
      root
        .at('addresses')
        .fail(
          props.addresses,
          'cannot be used with LoxiLB, which does not read it',
          'Use loadBalancer.staticIP, or loadBalancer.pool.',
        );
    }
    const field = root.at('listeners');
    checkCount(field, props.listeners, 1, 64);
    const certificates = new CertificateObjects(this, 'Gateway', this.name, this.namespace);
    const built = props.listeners.map((listener, index) => buildListener(field.item(index), listener, certificates));
    this.listeners = built.map(({ facts }) => facts);
    checkConflicts(field, this.listeners);
    const infrastructure = infrastructureOf(root, props.loadBalancer, props.infrastructure ?? {}, platformOf(this));
    this.settle({
      gatewayClassName: gatewayClassName(root.at('gatewayClass'), props.gatewayClass),
      ...(infrastructure ? { infrastructure } : {}),
      listeners: built.map(({ shape }) => shape),
      ...(props.allowedListeners ? { allowedListeners: allowedListeners(props.allowedListeners) } : {}),
      ...(props.tls ? { tls: props.tls } : {}),
    });
    certificates.emit();
  }

  /** The listener `name`, for routes to attach to; undefined if there is none. */
  tryListener(name: string): Listener | undefined {
    const facts = this.listeners.find((listener) => listener.name === name);
    return facts && new Listener(this, facts);
  }

  /** As `tryListener`. @throws InvalidFieldError with the nearest name */
  listener(name: string): Listener {
    return this.tryListener(name) ?? noListener(this, this.listeners, name);
  }
}

/** @throws InvalidFieldError always */
export function noListener(owner: IConstruct, listeners: readonly ListenerFacts[], name: string): never {
  const names = listeners.map((listener) => listener.name);
  const near = nearest(name, names);
  const field: Field = Field.of(owner).at('listener');
  field.fail(
    name,
    'is the name of no listener here',
    `It has ${names.map((each) => `"${each}"`).join(', ')}.${near === undefined ? '' : ` Did you mean "${near}"?`}`,
  );
}

function allowedListeners(
  from: NonNullable<LoxiGatewayProps['allowedListeners']>,
): NonNullable<GatewayShape['allowedListeners']> {
  if (typeof from === 'object') return { namespaces: { from: 'Selector', selector: from.selector } };
  return { namespaces: { from } };
}
