import { parseAllDocuments } from 'yaml';
import { Platform, type PlatformProps } from '../../../src';
import { isManifest, type Manifest } from '../../../src/rehearsal/manifest';
import { Rehearsal } from '../../../src/rehearsal/rehearsal';
import { tryRule } from '../../../src/rehearsal/rules';

/** What shows a rule: documents in YAML, all of which the API server takes in. */
export interface RuleExample {
  /** @default the default platform */
  readonly platform?: PlatformProps;
  /** Where it is the platform that breaks the rule: one that does not. @default `platform` */
  readonly holdsOn?: PlatformProps;
  /** Breaks the rule. */
  readonly violates: string;
  /** Fields of the findings of the rule, in order. */
  readonly at: readonly string[];
  /** What the first of them says, with the cure. */
  readonly says: RegExp;
  /** The nearest that does not break it. */
  readonly holds: string;
  /** That the rule has nothing to say of. */
  readonly doesNotApply: string;
  /** Rules that the first breaks as well, for good reasons. @default none */
  readonly also?: readonly string[];
}

/** Examples by the id of their rule. */
export type RuleExamples = Readonly<Record<string, RuleExample>>;

/** The documents of a text in YAML, as plain objects. */
export function manifestsOf(text: string): Manifest[] {
  // Objects as JSON.parse gives them: tests run in a realm of their own.
  const plain: unknown = JSON.parse(JSON.stringify(parseAllDocuments(text).map((document) => document.toJS())));
  const documents: unknown[] = Array.isArray(plain) ? plain : [];
  return documents.filter(isManifest);
}

/** The rehearsal of a text in YAML. */
export function play(text: string, platform: PlatformProps = {}): Rehearsal {
  return new Rehearsal(manifestsOf(text), new Platform(platform));
}

/** `holds`, `violated`, or `does not apply`. */
export function verdict(id: string, text: string, props: PlatformProps = {}): string {
  const violations = tryRule(id)?.check?.(play(text, props).cluster);
  if (!violations) return 'does not apply';
  return violations.length === 0 ? 'holds' : 'violated';
}
