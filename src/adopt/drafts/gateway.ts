import type { AdoptedObject } from '../adopted-object';
import { type Code, codeOf, recordOf } from '../code';
import type { Draft, DraftContext, Drafter } from '../draft';
import { type Fields, fieldOf, hasOnly, isFields, listOf, otherField, textOf } from '../json';
import { issuedCertificates } from './issued-certificates';
import { listenerOf, namespacesOf } from './listeners';
import { loxilbOptionsOf } from './loxilb-options';
import { tlsHostsOf } from './tls-hosts';

const CLASS_ANNOTATION = 'loxilb.io/loadBalancerClass';

const NONE: ReadonlyMap<string, Code> = new Map();

/** `addresses` are no prop, and added by a patch. */
const KNOWN = [
  'gatewayClassName',
  'listeners',
  'infrastructure',
  'allowedListeners',
  'tls',
  'defaultScope',
  'addresses',
];

/** TlsGateway for HTTPS hosts with their redirect, else LoxiGateway. */
export const draftGateway: Drafter = (object, context) => {
  const { spec } = object.manifest;
  if (!hasOnly(spec, ...KNOWN)) return [otherField(spec, 'spec', KNOWN)];
  const issued = issuedCertificates(object, context);
  const sources = issued.size > 0 ? [issued, NONE] : [NONE];
  const ways = sources.flatMap((certificates) => grantsOf(object, context).map((grant) => ({ certificates, grant })));
  return ways.flatMap(({ certificates, grant }) =>
    [true, false].flatMap((options): (Draft | string | undefined)[] => {
      const common = commonProps(spec, context, options);
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
          : 'no construct has a listener like one of these',
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
): Readonly<Record<string, Code | undefined>> {
  const { gatewayClassName, infrastructure, allowedListeners, tls, defaultScope } = spec;
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
  return {
    gatewayClass: classOf(textOf(gatewayClassName) ?? '', context),
    loadBalancer,
    infrastructure: own.members.length > 0 ? own : undefined,
    allowedListeners: allowedListeners === undefined ? undefined : namespacesOrSame(allowedListeners),
    tls: tls === undefined ? undefined : codeOf(tls, 'spec.tls'),
    defaultScope: defaultScope === undefined ? undefined : codeOf(defaultScope),
  };
}

/** ListenerSets are taken from nowhere unless it is said; `Same` has to be. What the library has no word for is left to patches. */
function namespacesOrSame(allowed: unknown): Code | undefined {
  const at = 'spec.allowedListeners.namespaces';
  if (!hasOnly(allowed, 'namespaces')) return undefined;
  const { namespaces } = allowed;
  const from = fieldOf(namespaces, 'from') ?? 'None';
  if (from === 'None') return undefined;
  return from === 'Same' ? codeOf('Same', at) : (namespacesOf(namespaces, at) ?? undefined);
}

function classOf(name: string, context: DraftContext): Code {
  const identity = context.made('GatewayClass', '', name);
  return identity === undefined
    ? codeOf(name, 'spec.gatewayClassName')
    : { type: 'construct', identity, at: 'spec.gatewayClassName' };
}
