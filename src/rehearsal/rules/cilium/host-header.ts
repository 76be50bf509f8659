import { httpRules } from '../route/routes';
import { each, type Rule, type Violation } from '../rule';

export const hostHeader: Rule = {
  id: 'cilium/host-header',
  severity: 'error',
  title: 'A filter sets the Host header',
  why: 'Cilium refuses a route that sets Host by a request header modifier, since 1.19 with the message "Invalid HTTPRoute header"; before, the header is not changed.',
  cure: 'Use a URLRewrite filter with hostname.',
  source: 'cilium v1.19, operator/pkg/gateway-api/routechecks',
  check: each(httpRules, ({ route, rule, path }, { platform }) =>
    !platform.implementation.ways.external
      ? undefined
      : (rule.filters ?? []).flatMap(({ requestHeaderModifier }, filter): Violation[] => {
          const index = (requestHeaderModifier?.set ?? []).findIndex(({ name }) => name.toLowerCase() === 'host');
          if (index < 0) return [];
          return [
            {
              object: route,
              path: `${path}.filters[${filter}].requestHeaderModifier.set[${index}].name`,
              message: 'Cilium does not set the Host header here',
            },
          ];
        }),
  ),
};
