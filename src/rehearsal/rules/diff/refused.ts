import type { Rule } from '../rule';

export const refused: Rule = {
  id: 'diff/refused',
  severity: 'error',
  title: 'The API server refuses the change',
  why: 'The object stays in the cluster as it was, or is not made, and everything else of the change is applied without it.',
  cure: 'Correct what loxigw check says of the object.',
  source: 'Kubernetes v1.36, admission of custom resources',
};
