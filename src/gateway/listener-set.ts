import type { Construct, IConstruct } from 'constructs';
import type { ApiResourceProps } from '../resource';
import { checkCount } from '../resource/checks';
import { Field } from '../resource/field';
import { GatewayApiResource } from '../resource/gateway-api-resource';
import type { ListenerFacts, RouteParent } from '../routes';
import { buildListener } from './build-listener';
import { CertificateObjects } from './certificate-objects';
import { Listener } from './listener';
import { checkConflicts } from './listener-conflicts';
import type { ListenerProps } from './listener-props';
import { noListener } from './loxi-gateway';

export interface ListenerSetProps extends ApiResourceProps {
  /** The Gateway that the listeners are added to: ours, or `ParentGateway.named(…)`. It must allow it by `allowedListeners`. */
  readonly gateway: RouteParent;
  /** 1 to 64. */
  readonly listeners: readonly ListenerProps[];
}

/**
 * A ListenerSet: listeners that another team adds to a gateway. In the standard channel since Gateway API 1.5; Cilium
 * implements it since 1.20.
 */
export class ListenerSet extends GatewayApiResource implements RouteParent {
  readonly construct: IConstruct;
  readonly parentKind = 'ListenerSet';
  readonly parentName: string;
  readonly parentNamespace?: string;
  /** What its listeners are. */
  readonly listeners: readonly ListenerFacts[];

  /** @throws InvalidFieldError */
  constructor(scope: Construct, id: string, props: ListenerSetProps) {
    super(scope, id, 'ListenerSet', props);
    this.construct = this;
    this.parentName = this.name;
    if (this.namespace !== undefined) this.parentNamespace = this.namespace;
    const root = Field.of(this);
    const { gateway } = props;
    if (gateway.construct && gateway.construct.node.root !== this.node.root) {
      root
        .at('gateway')
        .fail(gateway.parentName, 'belongs to another app', `Use ParentGateway.named('${gateway.parentName}').`);
    }
    if (gateway.parentKind !== 'Gateway' || gateway.sectionName !== undefined) {
      root
        .at('gateway')
        .fail(
          gateway.parentName,
          'is no Gateway as a whole',
          'Give the Gateway itself, not a listener or a ListenerSet.',
        );
    }
    const field = root.at('listeners');
    checkCount(field, props.listeners, 1, 64);
    const certificates = new CertificateObjects(this, 'ListenerSet', this.name, this.namespace);
    const built = props.listeners.map((listener, index) => buildListener(field.item(index), listener, certificates));
    this.listeners = built.map(({ facts }) => facts);
    checkConflicts(field, this.listeners);
    const { parentNamespace } = gateway;
    this.settle({
      parentRef: {
        group: 'gateway.networking.k8s.io',
        kind: 'Gateway',
        name: gateway.parentName,
        ...(parentNamespace === undefined || parentNamespace === this.namespace ? {} : { namespace: parentNamespace }),
      },
      listeners: built.map(({ shape }) => shape),
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
