import type { Acknowledgement } from '../platform';
import { nearest } from '../platform/nearest';
import { isObject } from './admission/defaults';
import type { Finding } from './finding';
import { DEFAULT_NAMESPACE } from './inventory';
import { type Manifest, referenceTo, titleOf } from './manifest';

/**
 * The annotation by which an object says what it accepts: a line for each rule, `<rule id>: <reason>`. It may stand on any object,
 * and is for the findings of that object.
 */
export const ACKNOWLEDGE_ANNOTATION = 'cdk8s-loxi-gateway/acknowledge';

const PATH = `metadata.annotations[${ACKNOWLEDGE_ANNOTATION}]`;

/** Rules that one look at one cluster does not meet: between several clusters, between two states of one, and between files. */
const BETWEEN = /^((fleet|diff)\/|admission\/duplicate$)/;

/** True for an acknowledgement of a change, which only a comparison with what there was can find. */
export function isOfChange({ rule }: Pick<Acknowledgement, 'rule'>): boolean {
  return rule.startsWith('diff/');
}

/**
 * True if an acknowledgement of a platform file, or of a program, is for what a rule says of an object. One without a namespace is in `default`, if its kind
 * has namespaces.
 * @param title of the object, as `titleOf` has it
 */
export function isFor(acknowledgement: Acknowledgement, rule: string, title: string): boolean {
  return acknowledgement.rule === rule && isForObject(acknowledgement, title);
}

/** The first acknowledgement that is for a finding; undefined if none is. */
export function acceptanceOf(
  { rule, resource }: Finding,
  acknowledged: readonly Acknowledgement[],
): Acknowledgement | undefined {
  const title = titleOf(resource);
  return acknowledged.find((each) => isFor(each, rule, title));
}

/** As `isFor`, whatever the rule. */
export function isForObject({ resource }: Acknowledgement, title: string): boolean {
  return resource === undefined || resource === title || placed(resource) === placed(title);
}

/** `Gateway web` -> `Gateway default/web` */
export function placed(title: string): string {
  return title.replace(/^(\S+) ([^/]*)$/, `$1 ${DEFAULT_NAMESPACE}/$2`);
}

/** What is left of the findings of one object, and what it accepted. */
export interface Acknowledged {
  readonly open: readonly Finding[];
  readonly accepted: readonly { readonly finding: Finding; readonly reason: string }[];
}

/** Takes out the findings that the object accepts; a line that accepts nothing, or says no reason, is one more. */
export function acknowledged(manifest: Manifest, findings: readonly Finding[], rules: readonly string[]): Acknowledged {
  const text = annotationOf(manifest);
  if (text === undefined) return { open: findings, accepted: [] };
  const open = [...findings];
  const accepted: { finding: Finding; reason: string }[] = [];
  const complain = (message: string, cure: string): void => {
    const resource = referenceTo(manifest);
    open.push({ rule: 'acknowledgement/unused', severity: 'warning', resource, path: PATH, message, cure });
  };
  for (const line of text.split('\n').map((each) => each.trim())) {
    if (line === '') continue;
    const [, id = line, reason = ''] = /^([^\s:]+)\s*:\s*(.*)$/.exec(line) ?? [];
    if (!rules.includes(id)) {
      const near = nearest(id, rules);
      const hint = near === undefined ? 'loxigw explain lists all rules.' : `Did you mean ${near}?`;
      complain(`${JSON.stringify(id)} is no rule`, hint);
    } else if (reason === '') {
      complain(`${id} is accepted without a reason, so it is not`, `Write "${id}: why it is fine".`);
    } else {
      const found = open.filter(({ rule }) => rule === id);
      if (found.length === 0 && !BETWEEN.test(id))
        complain(`${id} fits no finding of this object`, 'Remove the line, or correct it.');
      for (const finding of found) {
        open.splice(open.indexOf(finding), 1);
        accepted.push({ finding, reason });
      }
    }
  }
  return { open, accepted };
}

function annotationOf({ metadata }: Manifest): string | undefined {
  if (!isObject(metadata) || !isObject(metadata.annotations)) return undefined;
  const { annotations } = metadata;
  const text = Object.hasOwn(annotations, ACKNOWLEDGE_ANNOTATION) ? annotations[ACKNOWLEDGE_ANNOTATION] : undefined;
  return typeof text === 'string' ? text : undefined;
}

/** Rules that an object accepts by its annotation, with the reason. */
export function acceptedBy(manifest: Manifest): ReadonlyMap<string, string> {
  const lines = (annotationOf(manifest) ?? '').split('\n').flatMap((line): [string, string][] => {
    const [, id, reason] = /^\s*([^\s:]+)\s*:\s*(\S.*?)\s*$/.exec(line) ?? [];
    return id === undefined || reason === undefined ? [] : [[id, reason]];
  });
  return new Map(lines);
}
