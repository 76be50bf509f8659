import { each, type Rule, type Violation } from '../rule';
import { roles } from './roles';

export const apiGroup: Rule = {
  id: 'rbac/api-group',
  severity: 'error',
  title: 'A role is for an API group that cannot exist',
  why: 'The API server takes any text as a group. One that is no domain, such as a line pasted by accident, is the group of nothing: the right is not given, and what needed it fails later, often without a word.',
  cure: 'Correct the name of the group.',
  source:
    'kubernetes, pkg/apis/rbac/validation (groups are not checked); kube-loxilb v0.9.8.4 waits for its CRDs forever',
  check: each(roles, (object) =>
    (object.rules ?? []).flatMap(({ apiGroups = [] }, rule) =>
      apiGroups.flatMap((group, index): Violation[] => {
        if (group === '' || group === '*' || /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(group)) return [];
        const message = `${JSON.stringify(group)} is no API group, so the rule gives no right`;
        return [{ object, path: `rules[${rule}].apiGroups[${index}]`, message }];
      }),
    ),
  ),
};
