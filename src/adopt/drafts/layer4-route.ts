import { codeOf, recordOf } from '../code';
import type { Draft, Drafter } from '../draft';
import { hasOnly, listOf } from '../json';
import { backendOf, listCode } from './backends';
import { parentsOf } from './parents';
import { variantsOf } from './route-variants';

/** TlsRoute, TcpRoute and UdpRoute: one rule, whose backends get connections. */
export function draftLayer4Route(kind: string, construct: 'TlsRoute' | 'TcpRoute' | 'UdpRoute'): Drafter {
  return (object, context) => {
    const { spec } = object.manifest;
    if (!hasOnly(spec, 'parentRefs', 'hostnames', 'rules') || !('parentRefs' in spec)) return [];
    const [rule, second] = listOf(spec.rules);
    if (second !== undefined || !hasOnly(rule, 'name', 'backendRefs')) return [];
    const namespace = object.namespace ?? 'default';
    return variantsOf(kind, object, context).flatMap(({ constructs, grant }): Draft[] => {
      const parents = parentsOf(spec, namespace, context, { constructs });
      if (!parents) return [];
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
