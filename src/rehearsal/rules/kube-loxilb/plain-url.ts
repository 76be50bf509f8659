import type { Rule } from '../rule';
import { atFlag, flagCheck } from './instances';

export const plainUrl: Rule = {
  id: 'kube-loxilb/plain-url',
  severity: 'warning',
  title: 'kube-loxilb talks to LoxiLB without TLS',
  why: 'The API of LoxiLB has no authentication by default. Over plain HTTP whoever reaches its port can take every VIP, and read along.',
  cure: 'Start LoxiLB with --tls, and write https:// and port 8091; or keep all but kube-loxilb away from the port, and acknowledge this.',
  source: 'loxilb v0.9.8.8, options/options.go; kube-loxilb v0.9.8.4, pkg/api/client.go',
  check: flagCheck(['loxiURL'], (flag) => {
    const plain = (flag.value ?? '').split(',').filter((url) => url.startsWith('http://'));
    return plain.length === 0 ? undefined : atFlag(flag, `${plain.join(', ')}: without TLS`);
  }),
};
