import { loxilbAnnotation } from '../platform/loxilb-annotations';
import { GATEWAY } from '../rehearsal/controller/api-kinds';
import { effectiveAnnotations } from '../rehearsal/loadbalancer/effective-annotations';
import type { LoxilbService } from '../rehearsal/loadbalancer/loxilb-service';
import { effectUnknown } from '../rehearsal/rules/diff/effect-unknown';
import { notApplied } from '../rehearsal/rules/diff/not-applied';
import { sessionsDropped } from '../rehearsal/rules/diff/sessions-dropped';
import { type Change, changeOf } from './change';
import { type Sides, servicePairs } from './sides';

/** Rules of LoxiLB that are made anew, so that live sessions drop; and settings that a live Service does not take. */
export function sessionChanges(sides: Sides): readonly Change[] {
  return servicePairs(sides).flatMap(({ subject, was, is }) =>
    was && is ? [...portChanges(subject, was, is), ...annotationChanges(subject, was, is, sides)] : [],
  );
}

function portChanges(subject: string, was: LoxilbService, is: LoxilbService): readonly Change[] {
  const kept = new Set(is.ports.map(({ protocol, port }) => `${protocol} ${port}`));
  return was.ports
    .map(({ protocol, port }) => `${protocol} ${port}`)
    .filter((port) => !kept.has(port))
    .map((port) => changeOf(sessionsDropped, subject, `${port} is gone: its rule is deleted, and live sessions drop`));
}

function annotationChanges(subject: string, was: LoxilbService, is: LoxilbService, sides: Sides): readonly Change[] {
  // Cilium adds annotations to the Service of a Gateway, and takes none away (ensureService, up to 1.20).
  const stays = GATEWAY.is(is.origin);
  const live = stays ? { ...is, annotations: { ...was.annotations, ...is.annotations } } : is;
  const [old, young, written] = [
    effectiveAnnotations(was, sides.before.cluster.kubeLoxilb),
    effectiveAnnotations(live, sides.after.cluster.kubeLoxilb),
    effectiveAnnotations(is, sides.after.cluster.kubeLoxilb),
  ];
  return [...old].flatMap(([key, value]): Change[] => {
    const next = young.get(key);
    if (next === value) {
      if (written.get(key) === value) return [];
      const text = `${key} is taken away, and the live Service keeps ${value}: Cilium adds annotations, and removes none`;
      return [changeOf(notApplied, subject, text)];
    }
    // VIPs have changes of their own.
    if (key === 'loxilb.io/staticIP') return [];
    const changes = `${key} changes from ${value} to ${next}`;
    switch (loxilbAnnotation(key)?.change) {
      case 'recreates':
        return [changeOf(sessionsDropped, subject, `${changes}: the rule is made anew, and live sessions drop`)];
      case 'nothing':
        return [changeOf(notApplied, subject, `${changes}: it is read once, and a live Service keeps what it has`)];
      case 'adds':
        return [changeOf(notApplied, subject, `${changes}: a live Service has both from then on`)];
      default:
        return [changeOf(effectUnknown, subject, `${changes}: what a live Service makes of that is not known`)];
    }
  });
}
