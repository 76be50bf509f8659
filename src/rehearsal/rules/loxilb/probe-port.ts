import { each, type Rule, type Verdict } from '../rule';
import { type Annotated, annotatedObjects, placeOf, settingOf } from './annotated';

export const probePort: Rule = {
  id: 'loxilb/probe-port',
  severity: 'error',
  title: 'Probe type and probe port do not go together',
  why: 'LoxiLB refuses a rule whose probe of type tcp or udp has no port, or whose probe of type ping or none has one. kube-loxilb tries again forever, and the Service has no VIP.',
  cure: 'Give loxilb.io/probeport with the probe types tcp and udp, and with no other.',
  source: 'loxilb v0.9.8.8, pkg/loxinet/rules.go (malformed-service-pport)',
  check: each(
    (cluster) =>
      annotatedObjects(cluster).filter((each) => settingOf(each, 'probetype') ?? settingOf(each, 'probeport')),
    verdict,
  ),
};

function verdict(annotated: Annotated): Verdict {
  const { object } = annotated;
  const [type, port] = [settingOf(annotated, 'probetype'), settingOf(annotated, 'probeport')];
  if ((type === 'tcp' || type === 'udp') && port === undefined) {
    return {
      object,
      path: placeOf(annotated, 'probetype'),
      message: `a probe of type ${type} has no loxilb.io/probeport, and LoxiLB refuses the rule`,
    };
  }
  const path = placeOf(annotated, 'probeport');
  if ((type === 'ping' || type === 'none') && port !== undefined) {
    return { object, path, message: `a probe of type ${type} has a port, and LoxiLB refuses the rule` };
  }
  if (type !== undefined || port === undefined) return undefined;
  return { object, path, severity: 'warning', message: 'it is ignored without loxilb.io/probetype' };
}
