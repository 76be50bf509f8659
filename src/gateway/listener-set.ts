import type { Construct, IConstruct } from 'constructs';
import { type ApiResourceProps, InvalidFieldError, platformOf } from '../resource';
import { checkCount, checkDnsSubdomain } from '../resource/checks';
import { Field } from '../resource/field';
import { GatewayApiResource } from '../resource/gateway-api-resource';
import type { ListenerFacts, RouteParent } from '../routes';
import { buildListener } from './build-listener';
import { CertificateObjects } from './certificate-objects';
import { Listener } from './listener';
import { checkConflicts, checkConflictsWith } from './listener-conflicts';
import type { ListenerProps } from './listener-props';
import { LoxiGateway } from './loxi-gateway';

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

  /** @throws InvalidFieldError for what the API server would refuse, or the gateway not take */
  constructor(scope: Construct, id: string, props: ListenerSetProps) {
    checkServed(scope, id);
    super(scope, id, 'ListenerSet', props);
    this.construct = this;
    this.parentName = this.name;
    if (this.namespace !== undefined) this.parentNamespace = this.namespace;
    const root = Field.of(this);
    const { gateway } = props;
    checkGateway(root.at('gateway'), gateway, this.namespace);
    const field = root.at('listeners');
    checkCount(field, props.listeners, 1, 64);
    const certificates = new CertificateObjects(this, 'ListenerSet', this.name, this.namespace);
    const built = props.listeners.map((listener, index) => buildListener(field.item(index), listener, certificates));
    this.listeners = built.map(({ facts }) => facts);
    const placed = this.listeners.map((facts, index) => ({ field: field.item(index), facts }));
    checkConflicts(placed);
    checkConflictsWith(gateway.parentName, gateway.listeners ?? [], placed);
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
    return Listener.tryOf(this, name);
  }

  /** As `tryListener`. @throws InvalidFieldError with the nearest name */
  listener(name: string): Listener {
    return Listener.of(this, name);
  }
}

/** XListenerSet, which came before, is another kind: of other fields, and never implemented by Cilium. */
function checkServed(scope: Construct, id: string): void {
  const { gatewayApi } = platformOf(scope);
  if (gatewayApi.tryApiVersion('ListenerSet') !== undefined) return;
  const path = scope.node.path === '' ? id : `${scope.node.path}/${id}`;
  const earlier =
    gatewayApi.tryApiVersion('XListenerSet') === undefined
      ? ''
      : ' Its XListenerSet is another kind, which no release of Cilium implements.';
  throw new InvalidFieldError(
    path,
    'kind',
    'ListenerSet',
    `is not in ${gatewayApi}`,
    `${gatewayApi.missingKind('ListenerSet')}${earlier} Else give the listeners to the gateway itself.`,
  );
}

function checkGateway(field: Field, gateway: RouteParent, namespace: string | undefined): void {
  const { construct, parentName, parentKind, sectionName, port } = gateway;
  checkDnsSubdomain(field, parentName);
  if (construct && construct.node.root !== field.construct.node.root) {
    field.fail(parentName, 'belongs to another app', `Use ParentGateway.named('${parentName}').`);
  }
  if (parentKind !== 'Gateway' || sectionName !== undefined || port !== undefined) {
    field.fail(parentName, 'is no Gateway as a whole', 'Give the Gateway itself, not a listener or a ListenerSet.');
  }
  if (!(construct instanceof LoxiGateway)) return;
  const { listenerSetNamespaces } = construct;
  if (listenerSetNamespaces === 'None') {
    field.fail(
      parentName,
      'takes no ListenerSets',
      'Set allowedListeners of the gateway: "Same", "All", or a selector of namespaces.',
    );
  }
  const apart = construct.namespace !== undefined && namespace !== undefined && construct.namespace !== namespace;
  if (listenerSetNamespaces === 'Same' && apart) {
    field.fail(
      parentName,
      `takes ListenerSets of its own namespace only, "${construct.namespace}", and this one is in "${namespace}"`,
      'Set allowedListeners of the gateway to "All" or a selector of namespaces.',
    );
  }
}
