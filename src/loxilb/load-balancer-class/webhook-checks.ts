import type { Platform } from '../../platform';
import { checkDnsLabel, checkDnsSubdomain, checkInteger, checkOneOf, isDnsSubdomain } from '../../resource/checks';
import type { Field } from '../../resource/field';
import { LOAD_BALANCER_CLASS_MATCHES } from './match-conditions';
import type { LoadBalancerClassWebhookProps, WebhookOptions } from './webhook-options';

const BY_DIGEST = /^[a-z0-9]([a-z0-9._/:-]*[a-z0-9])?@sha256:[0-9a-f]{64}$/;
/** Room for the longest suffix, so that names of Issuers and Secrets are labels as well: `-selfsigned`. */
const LONGEST_NAME = 52;
const NAMESPACES_OF_THE_CLUSTER = ['kube-system', 'kube-public', 'kube-node-lease', 'default'];

/** @throws InvalidFieldError for what the API server refuses, or what would not work or not be safe */
export function webhookOptions(
  field: Field,
  id: string,
  props: LoadBalancerClassWebhookProps,
  platform: Platform,
): WebhookOptions {
  const { name = id, replicas = 2, port = 8443, timeoutSeconds = 5 } = props;
  if (!platform.hasWebhookMatchConditions) {
    field
      .at('kubernetes')
      .fail(
        platform.kubernetes,
        'has no match conditions for webhooks, so that every Service of the cluster would wait for this one',
        'Use Kubernetes 1.28 or newer.',
      );
  }
  if (typeof props.image !== 'string' || !BY_DIGEST.test(props.image)) {
    field
      .at('image')
      .fail(
        props.image,
        'is not an image by digest',
        'Write repository@sha256:… of an image that you have built: a tag may be another program tomorrow.',
      );
  }
  checkDnsLabel(field.at('name'), name);
  if (/^[0-9]/.test(name)) {
    field.at('name').fail(name, 'begins with a digit, and it names a Service', 'Begin it with a letter.');
  }
  if (name.length > LONGEST_NAME) {
    field.at('name').fail(name, 'is too long for what is named after it', `Use at most ${LONGEST_NAME} characters.`);
  }
  const namespace = props.namespace ?? name;
  checkDnsLabel(field.at('namespace'), namespace);
  if (NAMESPACES_OF_THE_CLUSTER.includes(namespace)) {
    field
      .at('namespace')
      .fail(
        namespace,
        'is not a namespace of its own, which the webhook needs so as not to be asked about itself',
        'Leave it out, or name one that nothing else is in.',
      );
  }
  checkInteger(field.at('replicas'), replicas, 2, 100);
  checkInteger(field.at('port'), port, 1024, 65535);
  checkInteger(field.at('timeoutSeconds'), timeoutSeconds, 1, 30, 'seconds');
  for (const [index, secret] of (props.imagePullSecrets ?? []).entries()) {
    checkDnsSubdomain(field.at('imagePullSecrets').item(index), secret);
  }
  const match = props.match ?? (platform.hasGatewayClassConfig ? 'cilium-gateways' : 'annotation');
  checkOneOf(field.at('match'), match, LOAD_BALANCER_CLASS_MATCHES, 'a choice of Services');
  return {
    env: {},
    imagePullSecrets: [],
    resources: { requests: { cpu: '20m', memory: '32Mi' }, limits: { memory: '64Mi' } },
    ...props,
    path: requestPath(field.at('path'), props.path ?? '/mutate'),
    healthPath: checkedPath(field.at('healthPath'), props.healthPath ?? '/healthz'),
    certificatePath: checkedPath(field.at('certificatePath'), props.certificatePath ?? '/tls'),
    name,
    namespace,
    match,
    replicas,
    port,
    timeoutSeconds,
  };
}

/** Kubernetes takes DNS subdomains between slashes only (k8s.io/apiserver v0.36.1, pkg/util/webhook/validation.go). */
function requestPath(field: Field, path: string): string {
  const segments = path.slice(1).replace(/\/$/, '').split('/');
  if (!path.startsWith('/') || (path !== '/' && !segments.every(isDnsSubdomain))) {
    field.fail(
      path,
      'is not a plain absolute path that Kubernetes takes for a webhook',
      'Begin it with "/", and use lower-case letters, digits, "-" and "." between slashes, such as "/mutate".',
    );
  }
  return path;
}

function checkedPath(field: Field, path: string): string {
  if (!/^(\/[A-Za-z0-9._-]+)+$/.test(path) || path.split('/').some((part) => part === '..' || part === '.')) {
    field.fail(path, 'is not a plain absolute path', 'Begin it with "/", such as "/mutate".');
  }
  return path;
}
