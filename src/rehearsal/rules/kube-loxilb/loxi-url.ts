import { parseAddress } from '../../../platform/ip-range';
import type { Rule, Violation } from '../rule';
import { atFlag, flagCheck, flagOf } from './instances';

export const loxiUrl: Rule = {
  id: 'kube-loxilb/loxi-url',
  severity: 'error',
  title: 'A URL of LoxiLB cannot be used',
  why: 'kube-loxilb needs scheme, IPv4 host and port, and ends at once without the port. A blank, or a path, becomes part of the host. With BGP the host is the router id, so it must be an address.',
  cure: 'Write "https://192.168.57.7:8091", with commas between and no blanks.',
  source: 'kube-loxilb v0.9.8.4, cmd/loxilb-agent/options.go, pkg/api/client.go',
  check: flagCheck(['loxiURL'], (flag) => {
    const hasBgp = (flagOf(flag.instance, 'setBGP')?.value ?? '0') !== '0';
    return (flag.value ?? '').split(',').flatMap((url): Violation[] => {
      const [, host = ''] = /^https?:\/\/([A-Za-z0-9.-]+):\d{1,5}\/?$/.exec(url) ?? [];
      if (host === '')
        return [atFlag(flag, `${JSON.stringify(url)} is no URL with scheme, host and port: kube-loxilb ends at once`)];
      if (!hasBgp || parseAddress(host)) return [];
      return [atFlag(flag, `${host} is no address, and with --setBGP it is the router id`, 'Write the IPv4 address.')];
    });
  }),
};
