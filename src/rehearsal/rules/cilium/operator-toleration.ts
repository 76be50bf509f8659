import { operatorTolerates } from '../../../platform/cilium-values';
import type { Rule } from '../rule';
import { valuesCheck } from './values';

export const operatorToleration: Rule = {
  id: 'cilium/operator-toleration',
  severity: 'warning',
  title: "Cilium's operator does not tolerate the taint of servers",
  why: 'From 1.18 the operator tolerates few taints. Where all nodes that are there have another one it stays pending, and without it there are no CRDs of Cilium and no Gateways.',
  cure: 'Set operator.tolerations to [{ operator: Exists }], or join an agent first.',
  source: 'chart cilium 1.18.12, values.yaml (operator.tolerations)',
  check: valuesCheck((values, { platform }) => {
    const { rke2Config } = platform.settings;
    const given = rke2Config['node-taint'];
    const taints = (Array.isArray(given) ? given : [given]).filter((each): each is string => typeof each === 'string');
    const known = operatorTolerates(values.chart, platform.cilium);
    if (known === 'all' || !values.object || values.read('operator.tolerations') !== undefined) return undefined;
    const missed = taints.find(
      (taint) => !taint.endsWith(':PreferNoSchedule') && !known.includes(taint.split(/[=:]/)[0] ?? ''),
    );
    return missed === undefined ? undefined : { message: `the operator does not tolerate ${missed}` };
  }),
};
