import { loxilbAnnotation } from '../platform/loxilb-annotations';
import type { Rehearsal } from '../rehearsal';
import { GATEWAY, REFERENCE_GRANT, SERVICE } from '../rehearsal/controller/api-kinds';
import { namespaceOf, type StoredObject } from '../rehearsal/inventory';
import type { LoxilbService } from '../rehearsal/loadbalancer/loxilb-service';
import type { Change } from './change';

/** What a change of objects means for what is live: VIPs, classes, sessions, grants, plain HTTP. */
export function objectChanges(before: Rehearsal, after: Rehearsal): readonly Change[] {
  return [
    ...gatewayChanges(before, after),
    ...classChanges(before, after),
    ...serviceChanges(before, after),
    ...annotationChanges(before, after),
    ...grantChanges(before, after),
  ];
}

function byKey<T extends StoredObject>(objects: readonly T[]): ReadonlyMap<string, T> {
  return new Map(objects.map((object) => [`${object.kind} ${namespaceOf(object)}/${object.metadata.name}`, object]));
}

function gatewayChanges(before: Rehearsal, after: Rehearsal): readonly Change[] {
  const [old, young] = [before, after].map(({ cluster }) => byKey(cluster.inventory.all(GATEWAY)));
  if (!old || !young) return [];
  const changes: Change[] = [];
  for (const [subject, gateway] of old) {
    const next = young.get(subject);
    const vip = before.loadBalancer?.vipOf(gateway);
    if (!next) {
      const released = vip === undefined ? 'its VIP' : `its VIP ${vip}`;
      changes.push({
        rule: 'diff/gateway-removed',
        severity: 'warning',
        subject,
        message: `is gone, and ${released} with it`,
      });
      continue;
    }
    const moved = after.loadBalancer?.vipOf(next);
    if (vip !== undefined && moved !== undefined && vip !== moved) {
      changes.push({
        rule: 'diff/vip-moved',
        severity: 'error',
        subject,
        message: `the VIP moves from ${vip} to ${moved}`,
      });
    }
    const plain = (each: typeof gateway): Set<string> =>
      new Set(
        (each.spec.listeners ?? [])
          .filter(({ protocol }) => protocol === 'HTTP')
          .map(({ port, hostname }) => `port ${port} for ${hostname ?? 'every host'}`),
      );
    const known = plain(gateway);
    for (const listener of plain(next)) {
      if (!known.has(listener))
        changes.push({
          rule: 'diff/plaintext',
          severity: 'warning',
          subject,
          message: `serves plain HTTP on ${listener}`,
        });
    }
  }
  for (const [subject, gateway] of young) {
    if (old.has(subject)) continue;
    const vip = after.loadBalancer?.vipOf(gateway);
    changes.push({
      rule: 'diff/gateway-added',
      severity: 'info',
      subject,
      message: `is new${vip === undefined ? '' : `, at ${vip}`}`,
    });
  }
  return changes;
}

/** Gateways whose Service would be served by LoxiLB no more, or from then on: a live Service keeps its class. */
function classChanges(before: Rehearsal, after: Rehearsal): readonly Change[] {
  const served = ({ cluster }: Rehearsal): ReadonlySet<string> =>
    new Set(cluster.services.map(({ origin }) => `${origin.kind} ${namespaceOf(origin)}/${origin.metadata.name}`));
  const [old, young] = [served(before), served(after)];
  const kept = byKey(after.cluster.inventory.all(GATEWAY));
  return [...byKey(before.cluster.inventory.all(GATEWAY)).keys()].flatMap((subject): Change[] => {
    if (!kept.has(subject) || old.has(subject) === young.has(subject)) return [];
    const [was, is] = old.has(subject) ? ['LoxiLB', 'another load balancer'] : ['another load balancer', 'LoxiLB'];
    const message = `its Service is for ${was} and would be for ${is}, but a live Service keeps its class`;
    return [{ rule: 'diff/gateway-class-changed', severity: 'warning', subject, message }];
  });
}

/** The class of a Service cannot be changed: the API server refuses it. */
function serviceChanges(before: Rehearsal, after: Rehearsal): readonly Change[] {
  const young = byKey(after.cluster.inventory.all(SERVICE));
  return [...byKey(before.cluster.inventory.all(SERVICE))].flatMap(([subject, service]): Change[] => {
    const next = young.get(subject);
    const [was, is] = [service, next].map((each) => each?.spec?.loadBalancerClass);
    if (!next || was === is || next.spec?.type !== 'LoadBalancer' || service.spec?.type !== 'LoadBalancer') return [];
    const message = `its load-balancer class changes from ${was ?? 'none'} to ${is ?? 'none'}, which the API server refuses`;
    return [{ rule: 'diff/class-changed', severity: 'error', subject, message }];
  });
}

function annotationChanges(before: Rehearsal, after: Rehearsal): readonly Change[] {
  const keyOf = ({ namespace, name }: LoxilbService): string => `${namespace}/${name}`;
  const young = new Map(after.cluster.services.map((service) => [keyOf(service), service]));
  return before.cluster.services.flatMap((service): Change[] => {
    const next = young.get(keyOf(service));
    if (!next) return [];
    const { kind, metadata } = next.origin;
    const subject = `${kind} ${namespaceOf(next.origin)}/${metadata.name}`;
    const keys = new Set([...Object.keys(service.annotations), ...Object.keys(next.annotations)]);
    return [...keys].sort().flatMap((key): Change[] => {
      const change = loxilbAnnotation(key)?.change;
      if (change === undefined || service.annotations[key] === next.annotations[key]) return [];
      const means = {
        recreates: 'the rule is made anew, and live sessions drop',
        nothing: 'a live Service keeps what it has: it is read once',
        adds: 'a live Service has both from then on',
      }[change];
      const severity = change === 'recreates' ? 'warning' : 'info';
      const text = `${key} changes from ${service.annotations[key] ?? 'none'} to ${next.annotations[key] ?? 'none'}: ${means}`;
      return [
        {
          rule: change === 'recreates' ? 'diff/sessions-dropped' : 'diff/not-applied',
          severity,
          subject,
          message: text,
        },
      ];
    });
  });
}

function grantChanges(before: Rehearsal, after: Rehearsal): readonly Change[] {
  const opened = ({ cluster }: Rehearsal): ReadonlyMap<string, string> =>
    new Map(
      cluster.inventory.all(REFERENCE_GRANT).flatMap((grant) =>
        grant.spec.from.flatMap((from) =>
          grant.spec.to.map((to): [string, string] => {
            const text = `${from.kind} of ${from.namespace} may refer to ${to.kind} ${to.name || '*'} of ${namespaceOf(grant)}`;
            return [text, `ReferenceGrant ${namespaceOf(grant)}/${grant.metadata.name}`];
          }),
        ),
      ),
    );
  const known = opened(before);
  return [...opened(after)].flatMap(([text, subject]): Change[] =>
    known.has(text) ? [] : [{ rule: 'diff/grant-widened', severity: 'warning', subject, message: text }],
  );
}
