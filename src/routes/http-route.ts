import type { Construct } from 'constructs';
import type { ApiResourceProps } from '../resource';
import { checkHostname, checkUnique } from '../resource/checks';
import { Field } from '../resource/field';
import { GatewayApiResource } from '../resource/gateway-api-resource';
import { grantReferences } from './backend-grants';
import { buildHttpRule, type HttpRouteRule } from './http-rule';
import type { RouteParent } from './route-parent';
import { parentRefs } from './route-parents';
import type { HttpRouteRuleShape } from './shapes';

export interface HttpRouteProps extends ApiResourceProps {
  /** Listeners, or gateways as a whole, that the route attaches to. 1 to 32. */
  readonly parents: readonly RouteParent[];
  /**
   * Hosts that the route answers for; `*.` in front stands for one or more labels. At most 16.
   * @default all hosts of the listeners
   */
  readonly hostnames?: readonly string[];
  /** 1 to 16, in our terms or in the API's. */
  readonly rules: readonly (HttpRouteRule | HttpRouteRuleShape)[];
}

/**
 * An HTTPRoute: which requests go where, and what is changed on the way.
 *
 * For a backend of another namespace it emits the ReferenceGrant there.
 */
export class HttpRoute extends GatewayApiResource {
  /** @throws InvalidFieldError for what the API server would refuse, and for parents that would not admit the route */
  constructor(scope: Construct, id: string, props: HttpRouteProps) {
    super(scope, id, 'HTTPRoute', props);
    const root = Field.of(this);
    const hostnames = checkHostnames(root.at('hostnames'), props.hostnames ?? []);
    const parents = parentRefs(root.at('parents'), props.parents, {
      kind: 'HTTPRoute',
      hostnames,
      ...(this.namespace === undefined ? {} : { namespace: this.namespace }),
    });
    const rules = props.rules.map((rule, index) => buildHttpRule(root.at('rules').item(index), rule, this.namespace));
    checkRules(
      root.at('rules'),
      rules.map(({ shape }) => shape),
    );
    this.settle({
      parentRefs: parents,
      ...(hostnames.length > 0 ? { hostnames } : {}),
      rules: rules.map(({ shape }) => shape),
    });
    grantReferences(
      this,
      'HTTPRoute',
      this.name,
      this.namespace,
      rules.flatMap(({ references }) => references),
    );
  }
}

/** All matches of a route, over all of its rules (CEL rule of HTTPRoute and GRPCRoute). */
const MOST_MATCHES = 128;

/** What the rules of a route must be together. @throws InvalidFieldError */
export function checkRules(
  field: Field,
  rules: readonly { readonly name?: string; readonly matches?: readonly unknown[] }[],
): void {
  if (rules.length === 0) field.fail(rules, 'has no rule', 'Give one; without any, every path would go nowhere.');
  const matches = rules.reduce((sum, rule) => sum + (rule.matches?.length ?? 0), 0);
  if (matches > MOST_MATCHES) {
    field.fail(
      matches,
      `matches are given in all, and a route takes at most ${MOST_MATCHES}`,
      'Split the route in two.',
    );
  }
  checkUnique(field, rules, ({ name }, index) => name ?? `(${index})`, 'name');
}

/** @throws InvalidFieldError for the first that is no hostname, or is given twice */
export function checkHostnames(field: Field, hostnames: readonly string[]): readonly string[] {
  for (const [index, hostname] of hostnames.entries()) checkHostname(field.item(index), hostname);
  checkUnique(field, hostnames, (hostname) => hostname, 'hostname');
  return hostnames;
}
