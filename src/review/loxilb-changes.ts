import type { Rehearsal } from '../rehearsal';
import { canonicalText } from '../rehearsal/canonical-text';
import { groupOf } from '../rehearsal/manifest';
import { loxilbChanged } from '../rehearsal/rules/diff/loxilb-changed';
import { type Change, changeOf, subjectOf } from './change';
import { pairs, type Sides } from './sides';

/** Groups of LoxiLB's own resources: hosts, routers, and what is told to them. */
const GROUPS = new Set([
  'loxiurl.loxilb.io',
  'bgppeer.loxilb.io',
  'bgppolicydefinedsets.loxilb.io',
  'bgppolicydefinition.loxilb.io',
  'bgppolicyapply.loxilb.io',
  'egress.loxilb.io',
]);

/** kube-loxilb as it is told, and the resources by which it tells LoxiLB. */
export function loxilbChanges({ before, after }: Sides): readonly Change[] {
  return pairs(told(before), told(after), ({ subject }) => subject).flatMap(({ subject, was, is }): Change[] => {
    if (!was || was.text === is?.text) return [];
    if (!is) return [changeOf(loxilbChanged, subject, 'is gone, and what it told LoxiLB with it')];
    const parts = [...new Set([...was.parts, ...is.parts])].filter(
      (part) => was.parts.has(part) !== is.parts.has(part),
    );
    const what =
      parts.length === 0
        ? 'its specification changes'
        : parts.map((part) => `${was.parts.has(part) ? 'no more' : 'now'} ${part}`).join(', ');
    return [changeOf(loxilbChanged, subject, what)];
  });
}

interface Told {
  readonly subject: string;
  readonly text: string;
  /** What is shown of a difference. */
  readonly parts: ReadonlySet<string>;
}

function told({ cluster, objects }: Rehearsal): readonly Told[] {
  const resources = objects
    .filter(({ apiVersion }) => GROUPS.has(groupOf(apiVersion)))
    .map((object): Told => {
      const { spec } = object;
      const members = typeof spec === 'object' && spec !== null ? Object.entries(spec) : [];
      return toldOf(
        subjectOf(object),
        members.map(([key, value]) => `${key} ${canonicalText(value)}`),
      );
    });
  const controllers = cluster.kubeLoxilbs.map(({ workload, args, config }): Told => {
    const flags = args.map(({ flag, value }) => `--${flag}${value === undefined ? '' : `=${value}`}`);
    const file = Object.entries(config?.values ?? {}).map(([key, value]) => `${key} ${canonicalText(value)}`);
    const stopped = workload.spec.replicas === 0 ? ['without a replica, so that nothing is told to LoxiLB'] : [];
    return toldOf(subjectOf(workload), [...flags, ...file, ...stopped]);
  });
  return [...resources, ...controllers];
}

function toldOf(subject: string, parts: readonly string[]): Told {
  return { subject, text: [...parts].sort().join('\n'), parts: new Set(parts) };
}
