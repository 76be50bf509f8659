import type { Construct } from 'constructs';
import type { ApiResourceProps } from '../resource';
import { Field } from '../resource/field';
import { GatewayApiResource } from '../resource/gateway-api-resource';
import { Backend } from './backend';
import { type CrossReference, grantReferences, localReference } from './backend-grants';
import { GrpcFilter } from './grpc-filter';
import type { GrpcMatch } from './grpc-match';
import { checkHostnames, checkRules } from './http-route';
import { crossReference } from './http-rule';
import { checkHeaders, checkRegex, checkWeights } from './route-checks';
import type { RouteParent } from './route-parent';
import { parentRefs } from './route-parents';
import {
  type GrpcBackendRefShape,
  type GrpcRouteFilterShape,
  type GrpcRouteMatchShape,
  type GrpcRouteRuleShape,
  shapeOf,
} from './shapes';

/** One rule of a GRPCRoute, in our own terms. */
export interface GrpcRouteRule {
  /** Unique within the route. In the standard channel since Gateway API 1.4. */
  readonly name?: string;
  /** Any of them will do. At most 64. @default every call */
  readonly matches?: readonly (GrpcMatch | GrpcRouteMatchShape)[];
  /** In the order given, at most one of each type (mirrors excepted). @default none */
  readonly filters?: readonly (GrpcFilter | GrpcRouteFilterShape)[];
  /** Where calls go, by weight. At most 16. */
  readonly backends: readonly Backend[];
  /** Experimental channel; no Cilium release implements it. */
  readonly sessionPersistence?: GrpcRouteRuleShape['sessionPersistence'];
}

export interface GrpcRouteProps extends ApiResourceProps {
  /** Listeners, or gateways as a whole, that the route attaches to. 1 to 32. */
  readonly parents: readonly RouteParent[];
  /** Hosts that the route answers for. At most 16. @default all hosts of the listeners */
  readonly hostnames?: readonly string[];
  /** 1 to 16, in our terms or in the API's. */
  readonly rules: readonly (GrpcRouteRule | GrpcRouteRuleShape)[];
}

/** A GRPCRoute: which gRPC calls go where. For a backend of another namespace it emits the ReferenceGrant there. */
export class GrpcRoute extends GatewayApiResource {
  /** @throws InvalidFieldError for what the API server would refuse, and for parents that would not admit the route */
  constructor(scope: Construct, id: string, props: GrpcRouteProps) {
    super(scope, id, 'GRPCRoute', props);
    const root = Field.of(this);
    const hostnames = checkHostnames(root.at('hostnames'), props.hostnames ?? []);
    const parents = parentRefs(root.at('parents'), props.parents, {
      kind: 'GRPCRoute',
      hostnames,
      ...(this.namespace === undefined ? {} : { namespace: this.namespace }),
    });
    const references: CrossReference[] = [];
    const rules = props.rules.map((rule, index) =>
      buildRule(root.at('rules').item(index), rule, this.namespace, references),
    );
    checkRules(root.at('rules'), rules);
    this.settle({ parentRefs: parents, ...(hostnames.length > 0 ? { hostnames } : {}), rules });
    grantReferences(this, 'GRPCRoute', this.name, this.namespace, references);
  }
}

function buildRule(
  field: Field,
  rule: GrpcRouteRule | GrpcRouteRuleShape,
  namespace: string | undefined,
  references: CrossReference[],
): GrpcRouteRuleShape {
  const backends: readonly (Backend | GrpcBackendRefShape)[] =
    'backends' in rule ? rule.backends : 'backendRefs' in rule ? (rule.backendRefs ?? []) : [];
  const backendRefs = backends.map((backend) => localReference(grpcBackendRef(backend), namespace));
  const filters = rule.filters?.map((filter) => shapeOf<GrpcRouteFilterShape>(filter));
  const matches = rule.matches?.map((match) => shapeOf<GrpcRouteMatchShape>(match));
  checkMatches(field.at('matches'), matches ?? []);
  if (backendRefs.length === 0 && !filters?.some(({ type }) => type === 'ExtensionRef')) {
    field.at('backends').fail(backendRefs, 'has no backend: every call would fail as unavailable', 'Give a backend.');
  }
  checkWeights(field.at('backends'), backendRefs);
  backends.forEach((backend, index) => {
    const granted = backend instanceof Backend ? backend.grant : true;
    references.push(crossReference(field.at('backends').item(index), grpcBackendRef(backend), granted));
  });
  rule.filters?.forEach((filter, index) => {
    const reference = shapeOf<GrpcRouteFilterShape>(filter).requestMirror?.backendRef;
    const granted = !(filter instanceof GrpcFilter) || filter.backends.every(({ grant }) => grant);
    if (reference) references.push(crossReference(field.at('filters').item(index), reference, granted));
  });
  return {
    ...(rule.name === undefined ? {} : { name: rule.name }),
    ...(matches && matches.length > 0 ? { matches } : {}),
    ...(filters && filters.length > 0 ? { filters } : {}),
    ...(backendRefs.length > 0 ? { backendRefs } : {}),
    ...(rule.sessionPersistence ? { sessionPersistence: rule.sessionPersistence } : {}),
  };
}

/** Filters of a Backend were made for either kind of route; the CRD of GRPCRoute decides on them. */
function grpcBackendRef(backend: Backend | GrpcBackendRefShape): GrpcBackendRefShape {
  if (!(backend instanceof Backend)) return backend;
  const { filters, ...reference } = backend.shape;
  const fitting = filters?.filter(isGrpcFilter) ?? [];
  return { ...reference, ...(fitting.length > 0 ? { filters: fitting } : {}) };
}

function isGrpcFilter(filter: { readonly type: string }): filter is GrpcRouteFilterShape {
  return ['RequestHeaderModifier', 'ResponseHeaderModifier', 'RequestMirror', 'ExtensionRef'].includes(filter.type);
}

const SERVICE = /^\.?[a-z_][a-z_0-9]*(\.[a-z_][a-z_0-9]*)*$/i;
const METHOD = /^[A-Za-z_][A-Za-z_0-9]*$/;

/** CEL rules of GRPCRoute's method match. @throws InvalidFieldError */
function checkMatches(field: Field, matches: readonly GrpcRouteMatchShape[]): void {
  matches.forEach(({ method, headers }, index) => {
    const place = field.item(index);
    if (headers) checkHeaders(place.at('headers'), headers);
    if (!method) return;
    const { type = 'Exact', service, method: name } = method;
    if (service === undefined && name === undefined) {
      place
        .at('method')
        .fail(method, 'names neither a service nor a method', 'Give one of the two, or leave the match out.');
    }
    if (type === 'RegularExpression') {
      if (service !== undefined) checkRegex(place.at('method').at('service'), service);
      if (name !== undefined) checkRegex(place.at('method').at('method'), name);
      return;
    }
    if (service !== undefined && !SERVICE.test(service)) {
      place
        .at('method')
        .at('service')
        .fail(service, 'is not the name of a gRPC service', 'Write it in full, such as "shop.Cart".');
    }
    if (name !== undefined && !METHOD.test(name)) {
      place
        .at('method')
        .at('method')
        .fail(name, 'is not the name of a gRPC method', 'Write the method alone, such as "Add".');
    }
  });
}
