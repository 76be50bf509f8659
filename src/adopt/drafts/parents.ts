import { type Code, call, codeOf, recordOf } from '../code';
import type { DraftContext } from '../draft';
import { fieldOf, hasOnly, listOf, otherField, textOf } from '../json';

/** Why a route stays as it is. */
export const UNFIT_PARENTS = 'no construct has parents that are neither Gateway nor ListenerSet';

/** Why a spec is that of no route of ours; undefined: it may be one. */
export function unfitRoute(spec: unknown): string | undefined {
  const other = otherField(spec, 'spec', ['parentRefs', 'hostnames', 'rules', 'useDefaultGateways']);
  if (other !== undefined) return other;
  return listOf(fieldOf(spec, 'parentRefs')).length > 0 ? undefined : 'no construct is without spec.parentRefs';
}

/**
 * `parents` of a route; undefined for references that the library has no word for.
 * @param constructs whether to refer to the constructs of gateways, whose listeners are checked then
 */
export function parentsOf(
  spec: unknown,
  namespace: string,
  context: DraftContext,
  { constructs }: { readonly constructs: boolean },
): Code | undefined {
  const refs = listOf(typeof spec === 'object' && spec !== null && 'parentRefs' in spec ? spec.parentRefs : undefined);
  const items = refs.map((ref, index) => parentOf(ref, namespace, context, constructs, `spec.parentRefs[${index}]`));
  const whole = items.filter((item) => item !== undefined);
  return whole.length === refs.length ? { type: 'list', items: whole, at: 'spec.parentRefs' } : undefined;
}

function parentOf(ref: unknown, own: string, context: DraftContext, constructs: boolean, at: string): Code | undefined {
  if (!hasOnly(ref, 'group', 'kind', 'name', 'namespace', 'sectionName', 'port')) return undefined;
  const { group = 'gateway.networking.k8s.io', kind = 'Gateway', sectionName, port } = ref;
  const [name, namespace = own] = [textOf(ref.name), textOf(ref.namespace)];
  if (name === undefined || group !== 'gateway.networking.k8s.io') return undefined;
  if (kind !== 'Gateway' && kind !== 'ListenerSet') return undefined;
  const identity = constructs && port === undefined ? context.made(kind, namespace, name) : undefined;
  const parent: Code =
    identity !== undefined
      ? { type: 'construct', identity, at }
      : call(
          'ParentGateway',
          'named',
          [
            codeOf(name),
            ...(ref.namespace === undefined && kind === 'Gateway'
              ? []
              : [
                  recordOf({
                    ...(ref.namespace === undefined ? {} : { namespace: codeOf(namespace) }),
                    ...(kind === 'Gateway' ? {} : { kind: codeOf(kind) }),
                  }),
                ]),
          ],
          at,
        );
  const listener = sectionName === undefined ? parent : call(parent, 'listener', [codeOf(sectionName)], at);
  return port === undefined ? listener : call(listener, 'onPort', [codeOf(port)], at);
}
