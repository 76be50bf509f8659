import { canonicalText } from '../rehearsal/canonical-text';
import { SERVICE, type Service } from '../rehearsal/controller/api-kinds';
import { backendsChanged } from '../rehearsal/rules/diff/backends-changed';
import { type Change, changeOf } from './change';
import { objectPairs, type Sides, servicePairs } from './sides';

/** Services that send to other pods, to another port of them, or only to some nodes. */
export function backendChanges(sides: Sides): readonly Change[] {
  return [
    ...objectPairs(sides, SERVICE).flatMap(({ subject, was, is }) =>
      was && is ? fieldChanges(was, is).map((message) => changeOf(backendsChanged, subject, message)) : [],
    ),
    ...servicePairs(sides).flatMap(({ subject, was, is }): Change[] => {
      // Those of Services are among their own fields.
      if (!was || !is || is.origin.kind === 'Service' || was.trafficPolicy === is.trafficPolicy) return [];
      const message = `externalTrafficPolicy of its Service changes from ${was.trafficPolicy} to ${is.trafficPolicy}`;
      return [changeOf(backendsChanged, subject, message)];
    }),
  ];
}

function fieldChanges({ spec: was = {} }: Service, { spec: is = {} }: Service): readonly string[] {
  const differ = (what: string, old: string, young: string): readonly string[] =>
    old === young ? [] : [`${what} changes from ${old} to ${young}`];
  const ports = new Map((is.ports ?? []).map((port) => [`${port.protocol ?? 'TCP'} ${port.port}`, port]));
  return [
    ...differ('selector', canonicalText(was.selector ?? {}), canonicalText(is.selector ?? {})),
    ...differ('externalTrafficPolicy', was.externalTrafficPolicy ?? 'Cluster', is.externalTrafficPolicy ?? 'Cluster'),
    ...(was.ports ?? []).flatMap(({ protocol = 'TCP', port, targetPort = port, nodePort }) => {
      const next = ports.get(`${protocol} ${port}`);
      if (!next) return [];
      return [
        ...differ(`targetPort of ${protocol} ${port}`, String(targetPort), String(next.targetPort ?? port)),
        // One that is not named stays as the API server has chosen it.
        ...(nodePort !== undefined && next.nodePort !== undefined
          ? differ(`nodePort of ${protocol} ${port}`, String(nodePort), String(next.nodePort))
          : []),
      ];
    }),
  ];
}
