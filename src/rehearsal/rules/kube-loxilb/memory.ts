import type { Rule } from '../rule';
import { instanceCheck } from './instances';

export const memory: Rule = {
  id: 'kube-loxilb/memory',
  severity: 'warning',
  title: 'kube-loxilb has little memory',
  why: 'It keeps every pod of the cluster in memory. With a limit below 128Mi it is killed when the cluster grows, and no Service changes until it is back.',
  cure: 'Set the limit to 128Mi or more.',
  source: 'kube-loxilb v0.9.8.4, pkg/agent/manager (informer of pods); the shipped manifests have 50Mi',
  check: instanceCheck(({ workload: object, container, path }) => {
    const { memory: limit } = container.resources?.limits ?? {};
    const bytes = limit === undefined ? undefined : bytesOf(limit);
    if (bytes === undefined || bytes >= LEAST) return undefined;
    return { object, path: `${path}.resources.limits.memory`, message: `${limit} is less than 128Mi` };
  }),
};

const LEAST = 128 * 2 ** 20;

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
};

function bytesOf(quantity: string): number | undefined {
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)([A-Za-z]*)$/.exec(quantity) ?? [];
  const factor = Object.hasOwn(UNITS, unit) ? UNITS[unit] : undefined;
  return number === '' || factor === undefined ? undefined : Number(number) * factor;
}
