import { each, type Rule } from '../rule';
import { type Webhook, webhooks } from './webhooks';

export const failsClosed: Rule = {
  id: 'webhook/fails-closed',
  severity: 'warning',
  title: 'A webhook for Services stops them all when it is down',
  why: 'With failurePolicy Fail, which is the default, and without a selector, no Service of the cluster can be made or changed while the webhook does not answer; after a failure of all nodes, also none that the webhook needs itself.',
  cure: 'Set failurePolicy to Ignore, or restrict the webhook by namespaceSelector, objectSelector or matchConditions.',
  source: 'Kubernetes, admission webhook good practices',
  check: each(
    (cluster) => webhooks(cluster).filter(({ webhook }) => isForServices(webhook)),
    ({ object, webhook, path }) => {
      const { failurePolicy = 'Fail', namespaceSelector, objectSelector, matchConditions = [] } = webhook;
      if (failurePolicy === 'Ignore' || matchConditions.length > 0) return undefined;
      if ([namespaceSelector, objectSelector].some((selector) => Object.keys(selector ?? {}).length > 0))
        return undefined;
      return {
        object,
        path: `${path}.failurePolicy`,
        message: 'no Service can be made or changed while the webhook does not answer',
      };
    },
  ),
};

function isForServices({ rules = [] }: Webhook): boolean {
  return rules.some(({ resources = [] }) => resources.some((resource) => ['services', '*', '*/*'].includes(resource)));
}
