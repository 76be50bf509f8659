import type { Rule } from '../rule';

export const plaintext: Rule = {
  id: 'diff/plaintext',
  severity: 'warning',
  title: 'Plain HTTP is newly served',
  why: 'A listener of HTTP is new: whoever reads along sees requests and cookies.',
  cure: 'Redirect to HTTPS, if it is not meant.',
  source: 'Gateway API v1.6.1, Listener.protocol',
};
