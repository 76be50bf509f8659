import type { Rule } from '../rule';
import { atFlag, flagCheck } from './instances';

export const legacyCidr: Rule = {
  id: 'kube-loxilb/legacy-cidr',
  severity: 'warning',
  title: 'The pool of VIPs is given by --externalCIDR',
  why: 'The flag is in no documentation any more. It becomes the pool defaultPool, and takes the place of every pool of --cidrPools without a word.',
  cure: 'Write --cidrPools=defaultPool=… with the same addresses.',
  source: 'kube-loxilb v0.9.8.4, cmd/loxilb-agent/options.go',
  check: flagCheck(['externalCIDR', 'cidrPools'], (flag) =>
    flag.flag === 'externalCIDR'
      ? atFlag(flag, '--externalCIDR is an old flag', `Write --cidrPools=defaultPool=${flag.value}.`)
      : undefined,
  ),
};
