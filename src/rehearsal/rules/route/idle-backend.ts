import { each, type Rule, type Violation } from '../rule';
import { httpRules } from './routes';

export const idleBackend: Rule = {
  id: 'route/idle-backend',
  severity: 'info',
  title: 'A backend gets no share',
  why: 'A backend of weight 0 beside others gets no request. That is how a canary is switched off; left behind, it looks as if the Service were in use.',
  cure: 'Take the backend out once it is not needed any more.',
  source: 'Gateway API v1.6.1, BackendRef.weight',
  check: each(httpRules, ({ route, rule, path }) => {
    const { backendRefs = [] } = rule;
    // Where none has a weight, the whole rule is reported.
    if (!backendRefs.some(({ weight = 1 }) => weight > 0)) return undefined;
    return backendRefs.flatMap(({ name, weight = 1 }, index): Violation[] =>
      weight > 0
        ? []
        : [{ object: route, path: `${path}.backendRefs[${index}].weight`, message: `Service ${name} gets no request` }],
    );
  }),
};
