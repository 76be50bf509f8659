import { codeOf, recordOf } from '../code';
import type { Draft, Drafter } from '../draft';
import { hasOnly, isFields, listOf, otherField } from '../json';
import { backendOf, listCode } from './backends';
import { parentsOf, UNFIT_PARENTS, unfitRoute } from './parents';
import { variantsOf } from './route-variants';

/** TlsRoute, TcpRoute and UdpRoute: one rule, whose backends get connections. */
export function draftLayer4Route(kind: string, construct: 'TlsRoute' | 'TcpRoute' | 'UdpRoute'): Drafter {
  return (object, context) => {
    const { spec } = object.manifest;
    const other = unfitRoute(spec);
    if (other !== undefined || !isFields(spec)) return [other];
    // Others are added by patches.
    const [rule] = listOf(spec.rules);
    if (!hasOnly(rule, 'name', 'backendRefs')) return [otherField(rule, 'spec.rules[0]', ['name', 'backendRefs'])];
    const namespace = object.namespace ?? 'default';
    return variantsOf(kind, object, context).flatMap(({ constructs, grant }): (Draft | string)[] => {
      const parents = parentsOf(spec, namespace, context, { constructs });
      if (!parents) return [UNFIT_PARENTS];
      const props = recordOf({
        parents,
        hostnames: spec.hostnames === undefined ? undefined : codeOf(spec.hostnames, 'spec.hostnames'),
        ruleName: rule.name === undefined ? undefined : codeOf(rule.name),
        backends: listCode(rule.backendRefs, 'spec.rules[0].backendRefs', (ref, at) =>
          backendOf(ref, at, { namespace, grant, filterOf: codeOf }),
        ),
      });
      return [{ construct, props }];
    });
  };
}
