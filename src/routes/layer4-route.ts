import type { Construct } from 'constructs';
import type { ApiResourceProps } from '../resource';
import { Field } from '../resource/field';
import { GatewayApiResource } from '../resource/gateway-api-resource';
import type { Backend } from './backend';
import { grantReferences, localReference } from './backend-grants';
import { backendReferences } from './http-rule';
import { checkWeights } from './route-checks';
import type { RouteParent } from './route-parent';
import { parentRefs, type RouteKind } from './route-parents';

/** What TLSRoute, TCPRoute and UDPRoute have in common: connections go to backends, and nothing in them is looked at. */
export interface Layer4RouteProps extends ApiResourceProps {
  /** Listeners, or gateways as a whole, that the route attaches to. 1 to 32. */
  readonly parents: readonly RouteParent[];
  /** Where connections go, by weight. 1 to 16. */
  readonly backends: readonly Backend[];
  /** Name of the rule. In the standard channel since the kind is. @default none */
  readonly ruleName?: string;
}

/** Base of the routes below HTTP, which have one rule. */
export abstract class Layer4Route extends GatewayApiResource {
  /** @throws InvalidFieldError for what the API server would refuse, and for parents that would not admit the route */
  protected constructor(
    scope: Construct,
    id: string,
    kind: RouteKind,
    props: Layer4RouteProps,
    hostnames: readonly string[] = [],
  ) {
    super(scope, id, kind, props);
    const root = Field.of(this);
    const parents = parentRefs(root.at('parents'), props.parents, {
      kind,
      hostnames,
      ...(this.namespace === undefined ? {} : { namespace: this.namespace }),
    });
    const field = root.at('backends');
    if (props.backends.length === 0) field.fail(props.backends, 'has no backend', 'Give where connections go.');
    const backendRefs = props.backends.map(({ shape: { filters, ...reference } }, index) => {
      if (filters)
        field.item(index).at('filters').fail(filters, `is given, and a ${kind} changes nothing`, 'Leave them out.');
      if (reference.port === undefined)
        field
          .item(index)
          .at('port')
          .fail(undefined, 'is missing', `Give the port of the Service ${JSON.stringify(reference.name)}.`);
      return localReference(reference, this.namespace);
    });
    checkWeights(field, backendRefs);
    this.settle({
      parentRefs: parents,
      ...(hostnames.length > 0 ? { hostnames } : {}),
      rules: [{ ...(props.ruleName === undefined ? {} : { name: props.ruleName }), backendRefs }],
    });
    grantReferences(this, kind, this.name, this.namespace, backendReferences(field, props.backends));
  }
}
