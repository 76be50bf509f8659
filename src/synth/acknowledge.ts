import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { nearest } from '../platform/nearest';
import { ACKNOWLEDGE_ANNOTATION } from '../rehearsal/acknowledgement';
import { RULES, tryRule } from '../rehearsal/rules';
import { SynthError } from './synth-error';

/**
 * Accepts a finding of one object, with the reason. Both are written into an annotation of the object, so that `loxigw check` accepts
 * it in the output as well, and reviewers see why.
 *
 * ```ts
 * acknowledge(gateway, 'loxilb/long-name', 'the name is that of the Service which moves here');
 * ```
 *
 * @param construct an ApiObject, or a construct with one, such as any of this library's that is one object
 * @param id of the rule; `loxigw explain` lists them
 * @param reason why it is fine: one line
 * @throws SynthError for an id that no rule has, without a reason, and for a construct that is not one object
 */
export function acknowledge(construct: IConstruct, id: string, reason: string): void {
  const where = `[${construct.node.path}] acknowledge(${JSON.stringify(id)})`;
  if (!tryRule(id)) {
    const near = nearest(
      id,
      RULES.map((rule) => rule.id),
    );
    const hint = near === undefined ? 'loxigw explain lists them all.' : `Did you mean ${near}?`;
    throw new SynthError(`${where}: is no rule. ${hint}`);
  }
  if (reason.trim() === '' || /[\r\n]/.test(reason)) {
    throw new SynthError(`${where}: needs a reason in one line. Say why it is fine.`);
  }
  const { metadata } = objectOf(construct, where);
  const before: unknown = metadata.toJson()?.annotations?.[ACKNOWLEDGE_ANNOTATION];
  const lines = typeof before === 'string' ? [before] : [];
  metadata.addAnnotation(ACKNOWLEDGE_ANNOTATION, [...lines, `${id}: ${reason.trim()}`].join('\n'));
}

function objectOf(construct: IConstruct, where: string): ApiObject {
  try {
    return ApiObject.of(construct);
  } catch {
    throw new SynthError(`${where}: is not one object. Name the object below it that the finding is about.`);
  }
}
