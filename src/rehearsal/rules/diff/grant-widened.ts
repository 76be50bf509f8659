import type { Rule } from '../rule';

export const grantWidened: Rule = {
  id: 'diff/grant-widened',
  severity: 'warning',
  title: 'A ReferenceGrant allows more',
  why: 'Routes or Gateways of another namespace may refer to what they could not before.',
  cure: 'Name what is referred to, if all of its kind is too much.',
  source: 'Gateway API v1.6.1, ReferenceGrant',
};
