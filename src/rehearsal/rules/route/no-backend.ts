import { each, type Rule, type Verdict } from '../rule';
import { httpRules } from './routes';

export const noBackend: Rule = {
  id: 'route/no-backend',
  severity: 'warning',
  title: 'Requests match a rule that sends them nowhere',
  why: 'A rule without a backend and without a redirect, or whose backends all have weight 0, takes its requests and answers each with an error. The route is accepted, and no status says so.',
  cure: 'Give it a backend with a weight, or a redirect, or take the rule out.',
  source: 'Gateway API v1.6.1, HTTPRouteRule.backendRefs, BackendRef.weight',
  check: each(httpRules, ({ route, rule, path }): Verdict => {
    const { backendRefs = [], filters = [] } = rule;
    if (filters.some(({ type }) => type === 'RequestRedirect' || type === 'ExtensionRef')) return undefined;
    if (backendRefs.some(({ weight = 1 }) => weight > 0)) return undefined;
    const message =
      backendRefs.length === 0 ? 'has no backend and no redirect' : 'has no backend with a weight above 0';
    return { object: route, path, message: `${message}: every request that it matches gets an error` };
  }),
};
