import { each, type Rule } from '../rule';
import { placeOf, servedServices, settingOf } from './annotated';

export const redundantLiveness: Rule = {
  id: 'loxilb/redundant-liveness',
  severity: 'info',
  title: 'Liveness is asked for where it is on anyway',
  why: 'In the modes onearm, fullnat and hostonearm LoxiLB probes endpoints unasked. The annotation does nothing there, and suggests that probes would end without it.',
  cure: 'Leave loxilb.io/liveness out. To end the probes, set loxilb.io/probetype to "none".',
  source: 'loxilb v0.9.8.8, pkg/loxinet/rules.go (probes of onearm and fullnat)',
  check: each(
    (cluster) => servedServices(cluster).filter((served) => settingOf(served, 'liveness') === 'yes'),
    (served) =>
      served.mode !== undefined && PROBING.has(served.mode)
        ? {
            object: served.object,
            path: placeOf(served, 'liveness'),
            message: `mode ${served.mode} probes endpoints unasked`,
          }
        : undefined,
  ),
};

const PROBING: ReadonlySet<string> = new Set(['onearm', 'fullnat', 'hostonearm']);
