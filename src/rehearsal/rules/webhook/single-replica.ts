import { each, type Rule } from '../rule';
import { webhookServers } from './webhooks';

export const singleReplica: Rule = {
  id: 'webhook/single-replica',
  severity: 'warning',
  title: 'A webhook has one replica',
  why: 'While its only pod is moved to another node the webhook does not answer: a Gateway that is made then has a Service without class, for good, or cannot be made.',
  cure: 'Run two replicas, with a PodDisruptionBudget.',
  source: 'Kubernetes, admission webhook good practices',
  check: each(webhookServers, (object) =>
    (object.spec.replicas ?? 1) > 1
      ? undefined
      : { object, path: 'spec.replicas', message: 'one replica: it does not answer while that is moved' },
  ),
};
