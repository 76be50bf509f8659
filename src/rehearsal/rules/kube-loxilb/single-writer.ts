import type { Rule, Violation } from '../rule';
import { instanceCheck } from './instances';

export const singleWriter: Rule = {
  id: 'kube-loxilb/single-writer',
  severity: 'error',
  title: 'Two kube-loxilb could run at one time',
  why: 'kube-loxilb has no leader election. Two of them, also for the moment of a rolling update, give out addresses without knowing of each other.',
  cure: 'Set replicas to 1 and strategy.type to Recreate.',
  source: 'kube-loxilb v0.9.8.4, cmd/loxilb-agent (no leader election)',
  check: instanceCheck(({ workload: object }): readonly Violation[] => {
    const { replicas = 1, strategy } = object.spec;
    return [
      ...(replicas > 1
        ? [
            {
              object,
              path: 'spec.replicas',
              message: `${replicas} replicas give out addresses without knowing of each other`,
            },
          ]
        : []),
      ...(strategy?.type === 'Recreate'
        ? []
        : [
            {
              object,
              path: 'spec.strategy.type',
              severity: 'warning' as const,
              message: 'a rolling update runs two at one time',
            },
          ]),
    ];
  }),
};
