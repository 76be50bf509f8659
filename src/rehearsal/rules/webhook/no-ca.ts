import { each, type Rule } from '../rule';
import { webhooks } from './webhooks';

export const noCa: Rule = {
  id: 'webhook/no-ca',
  severity: 'error',
  title: 'The API server has no CA for a webhook',
  why: 'The certificate of a Service inside of the cluster is of no public authority. Without a CA bundle, and without something that writes one, every call of the webhook fails: objects go through unchanged, or not at all.',
  cure: 'Let cert-manager write it, with the annotation cert-manager.io/inject-ca-from, or give caBundle.',
  source: 'Kubernetes, MutatingWebhookConfiguration, clientConfig.caBundle',
  check: each(
    (cluster) => webhooks(cluster).filter(({ webhook }) => webhook.clientConfig.service),
    ({ object, webhook, path }) => {
      const { caBundle } = webhook.clientConfig;
      const injects = Object.keys(object.metadata.annotations ?? {}).some((key) => /inject-(ca|cabundle)/.test(key));
      if (caBundle || injects) return undefined;
      return {
        object,
        path: `${path}.clientConfig.caBundle`,
        message: 'there is no CA, and nothing that would write one',
      };
    },
  ),
};
