import { each, type Rule, type Verdict } from '../rule';
import { placeOf, type Served, servedServices, settingOf } from './annotated';

export const secondaryAddresses: Rule = {
  id: 'loxilb/secondary-addresses',
  severity: 'error',
  title: 'Secondary addresses are asked for where there are none',
  why: 'Secondary addresses are for SCTP: LoxiLB drops them for TCP and UDP. kube-loxilb refuses secondary pools beside secondaryIPs, and with IPv6, and tries again forever.',
  cure: 'Use one of poolSelectSecondary and secondaryIPs, with SCTP and IPv4.',
  source: 'kube-loxilb v0.9.8.4, loadbalancer.go; loxilb v0.9.8.8, api/restapi/handler/loadbalancer.go',
  check: each(
    (cluster) =>
      servedServices(cluster).filter(
        (each) => settingOf(each, 'secondaryIPs') ?? settingOf(each, 'poolSelectSecondary'),
      ),
    verdict,
  ),
};

function verdict(served: Served): Verdict {
  const { object, service } = served;
  const [ips, pools] = [settingOf(served, 'secondaryIPs'), settingOf(served, 'poolSelectSecondary')];
  const path = placeOf(served, pools === undefined ? 'secondaryIPs' : 'poolSelectSecondary');
  if (ips !== undefined && pools !== undefined) {
    return { object, path, message: 'kube-loxilb refuses it beside loxilb.io/secondaryIPs' };
  }
  if (pools !== undefined && !['ipv4', 'ip', 'ip4'].includes(settingOf(served, 'ipam') ?? 'ipv4')) {
    return { object, path, message: 'kube-loxilb refuses secondary pools with IPv6' };
  }
  if (service.ports.every(({ protocol }) => protocol === 'SCTP')) return undefined;
  return { object, path, message: 'LoxiLB drops secondary addresses for all but SCTP' };
}
