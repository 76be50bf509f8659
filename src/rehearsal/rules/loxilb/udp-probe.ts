import { each, type Rule } from '../rule';
import { servedServices, settingOf } from './annotated';

export const udpProbe: Rule = {
  id: 'loxilb/udp-probe',
  severity: 'warning',
  title: 'A UDP Service is probed by default',
  why: 'In the modes onearm, fullnat and hostonearm LoxiLB probes endpoints unasked, with the protocol of the Service. Node ports answer no UDP probe, so their endpoints may count as dead, and the Service has none.',
  cure: 'Set loxilb.io/probetype to "none" or "ping".',
  source: 'loxilb v0.9.8.8, pkg/loxinet/rules.go (probes of onearm and fullnat)',
  check: each(
    (cluster) =>
      servedServices(cluster).filter(({ service }) => service.ports.some(({ protocol }) => protocol === 'UDP')),
    (served) => {
      const { object, mode, service } = served;
      if (mode !== 'onearm' && mode !== 'fullnat') return undefined;
      if (settingOf(served, 'probetype') !== undefined) return undefined;
      const port = service.ports.find(({ protocol }) => protocol === 'UDP');
      return {
        object,
        path: port?.path ?? '',
        message: `UDP in mode ${mode} is probed with UDP, which node ports do not answer`,
      };
    },
  ),
};
