import { contains, parseCidr } from '../platform/ip-range';
import type { Rehearsal } from '../rehearsal';
import { portExposed } from '../rehearsal/rules/diff/port-exposed';
import { sourceRangesNarrowed } from '../rehearsal/rules/diff/source-ranges-narrowed';
import { sourceRangesWidened } from '../rehearsal/rules/diff/source-ranges-widened';
import { type Change, changeOf, subjectOf } from './change';
import { pairs, type Sides, servicePairs } from './sides';

/** Ports that carry whatever comes, and clients that were kept out. */
export function reachChanges(sides: Sides): readonly Change[] {
  return [...portChanges(sides), ...sourceChanges(sides)];
}

/** New ports of Services that were there, and TCP and UDP listeners: those of HTTP and TLS are told of by their hostnames. */
function portChanges(sides: Sides): readonly Change[] {
  const services = servicePairs(sides).flatMap(({ subject, was, is }): Change[] => {
    if (!was || is?.origin.kind !== 'Service') return [];
    const known = new Set(was.ports.map(({ protocol, port }) => `${protocol} ${port}`));
    const ports = is.ports.map(({ protocol, port }) => `${protocol} ${port}`).filter((port) => !known.has(port));
    return ports.map((port) => changeOf(portExposed, subject, `takes ${port}, which it did not`));
  });
  const listeners = pairs(streams(sides.before), streams(sides.after), ({ key }) => key).flatMap(
    ({ was, is }): Change[] =>
      is && !was ? [changeOf(portExposed, is.subject, `takes ${is.port} as it comes, which it did not`)] : [],
  );
  return [...services, ...listeners];
}

function streams({
  cluster,
}: Rehearsal): readonly { readonly key: string; readonly subject: string; readonly port: string }[] {
  return cluster.controller.gateways.all.flatMap(({ gateway, listeners }) =>
    listeners
      .filter(({ spec }) => spec.protocol === 'TCP' || spec.protocol === 'UDP')
      .map(({ spec }) => {
        const [subject, port] = [subjectOf(gateway), `${spec.protocol} ${spec.port}`];
        return { key: `${subject} ${port}`, subject, port };
      }),
  );
}

function sourceChanges(sides: Sides): readonly Change[] {
  return servicePairs(sides).flatMap(({ subject, was, is }): Change[] => {
    if (!was || !is) return [];
    const [old, young] = [was.sourceRanges, is.sourceRanges];
    const more = young.length === 0 ? (old.length === 0 ? [] : ['everybody']) : outside(young, old);
    const less = old.length === 0 ? (young.length === 0 ? [] : ['everybody else']) : outside(old, young);
    return [
      ...(more.length > 0
        ? [
            changeOf(
              sourceRangesWidened,
              subject,
              `takes clients of ${more.join(', ')}, and took those of ${old.join(', ')} alone`,
            ),
          ]
        : []),
      ...(less.length > 0
        ? [
            changeOf(
              sourceRangesNarrowed,
              subject,
              `takes clients of ${young.join(', ')} alone, and shuts out ${less.join(', ')}`,
            ),
          ]
        : []),
    ];
  });
}

/** Networks that no network of the other side covers; none where the other side is everybody. What is no network is skipped, as kube-loxilb does. */
function outside(networks: readonly string[], others: readonly string[]): readonly string[] {
  if (others.length === 0) return [];
  const known = others.flatMap((each) => parseCidr(each) ?? []);
  return networks.filter((each) => {
    const network = parseCidr(each);
    return network !== undefined && !known.some((other) => other.family === network.family && contains(other, network));
  });
}
