import type { AdoptedObject } from '../adopted-object';
import { type Code, codeOf, recordOf } from '../code';
import type { Draft, DraftContext, Drafter } from '../draft';
import { type Fields, fieldOf, hasOnly, isFields, listOf, textOf } from '../json';
import { issuedCertificates } from './issued-certificates';
import { listenerOf, namespacesOf } from './listeners';
import { loxilbOptionsOf } from './loxilb-options';
import { tlsHostsOf } from './tls-hosts';

const CLASS_ANNOTATION = 'loxilb.io/loadBalancerClass';

const NONE: ReadonlyMap<string, Code> = new Map();

/** TlsGateway for HTTPS hosts with their redirect, else LoxiGateway. */
export const draftGateway: Drafter = (object, context) => {
  const { spec } = object.manifest;
  const known = ['gatewayClassName', 'listeners', 'infrastructure', 'allowedListeners', 'tls', 'defaultScope'];
  if (!hasOnly(spec, ...known)) return [];
  const issued = issuedCertificates(object, context);
  const sources = issued.size > 0 ? [issued, NONE] : [NONE];
  const ways = sources.flatMap((certificates) => grantsOf(object, context).map((grant) => ({ certificates, grant })));
  return ways.flatMap(({ certificates, grant }) =>
    [true, false].flatMap((options): (Draft | undefined)[] => {
      const common = commonProps(spec, context, options);
      if (!common) return [];
      const namespace = object.namespace ?? 'default';
      const hosts = tlsHostsOf(object, context, { namespace, grant, issued: certificates });
      const listeners = listOf(spec.listeners).map((listener, index) =>
        listenerOf(listener, `spec.listeners[${index}]`, { namespace, grant, issued: certificates }),
      );
      const all = listeners.filter((listener) => listener !== undefined);
      return [
        hosts && { construct: 'TlsGateway', props: recordOf({ ...common, ...hosts }) },
        all.length === listeners.length
          ? {
              construct: 'LoxiGateway',
              props: recordOf({ ...common, listeners: { type: 'list', items: all, at: 'spec.listeners' } }),
            }
          : undefined,
      ];
    }),
  );
};

/** Whether the gateway may write its grants: where the input has the one that it would write. */
function grantsOf({ manifest, namespace = 'default', name }: AdoptedObject, context: DraftContext): readonly boolean[] {
  const foreign = listOf(fieldOf(manifest.spec, 'listeners'))
    .flatMap((listener) => listOf(fieldOf(listener, 'tls', 'certificateRefs')))
    .map((ref) => textOf(fieldOf(ref, 'namespace')))
    .filter((each) => each !== undefined && each !== namespace);
  const granted = foreign.some((each) => context.find('ReferenceGrant', each ?? '', `gateway-${namespace}.${name}`));
  return granted ? [true, false] : [false];
}

/** @param options whether annotations of LoxiLB become `loadBalancer` */
function commonProps(
  spec: Fields,
  context: DraftContext,
  options: boolean,
): Readonly<Record<string, Code | undefined>> | undefined {
  const { gatewayClassName, infrastructure, allowedListeners, tls, defaultScope } = spec;
  if (infrastructure !== undefined && !hasOnly(infrastructure, 'labels', 'annotations')) return undefined;
  const at = 'spec.infrastructure.annotations';
  const given = fieldOf(infrastructure, 'annotations');
  // The construct writes it where Cilium needs it.
  const { [CLASS_ANNOTATION]: _class, ...annotations } = isFields(given) ? given : {};
  const { options: loadBalancer, rest } = options
    ? loxilbOptionsOf(annotations, at)
    : { options: undefined, rest: annotations };
  const labels = fieldOf(infrastructure, 'labels');
  const own = recordOf({
    labels: labels === undefined ? undefined : codeOf(labels, 'spec.infrastructure.labels'),
    annotations: Object.keys(rest).length > 0 ? codeOf(rest, at) : undefined,
  });
  const from = allowedListeners === undefined ? undefined : namespacesOrSame(allowedListeners);
  if (from === null) return undefined;
  return {
    gatewayClass: classOf(textOf(gatewayClassName) ?? '', context),
    loadBalancer,
    infrastructure: own.members.length > 0 ? own : undefined,
    allowedListeners: from,
    tls: tls === undefined ? undefined : codeOf(tls, 'spec.tls'),
    defaultScope: defaultScope === undefined ? undefined : codeOf(defaultScope),
  };
}

/** ListenerSets are taken from nowhere unless it is said; `Same` has to be. */
function namespacesOrSame(allowed: unknown): Code | undefined | null {
  const at = 'spec.allowedListeners.namespaces';
  if (!hasOnly(allowed, 'namespaces')) return null;
  const { namespaces } = allowed;
  const from = fieldOf(namespaces, 'from') ?? 'None';
  if (from === 'None') return null;
  return from === 'Same' ? codeOf('Same', at) : namespacesOf(namespaces, at);
}

function classOf(name: string, context: DraftContext): Code {
  const identity = context.made('GatewayClass', '', name);
  return identity === undefined
    ? codeOf(name, 'spec.gatewayClassName')
    : { type: 'construct', identity, at: 'spec.gatewayClassName' };
}
