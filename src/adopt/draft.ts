import type { AdoptedObject } from './adopted-object';
import type { CallCode, RecordCode } from './code';
import type { ConstructName } from './library';

/** A construct that may write an object, and others with it. Whether it does is seen when it is made. */
export interface Draft {
  readonly construct: ConstructName;
  /** Without name, namespace, labels and annotations of the object. */
  readonly props: RecordCode;
  /** `name`: the construct takes no more of the metadata than the name. @default whole */
  readonly metadata?: 'whole' | 'name';
  /** Findings that an object of the construct accepts, where no prop says so. @default none */
  readonly accepts?: Acceptance;
  /** `JsonPatch.add(…)` and its like for the object of the construct, in their order. @default none */
  readonly patches?: readonly CallCode[];
}

/** Findings that are accepted by `acknowledge(construct.member, rule, reason)`. */
export interface Acceptance {
  /** Property of the construct that has the object. */
  readonly member: string;
  readonly findings: readonly { readonly rule: string; readonly reason: string }[];
}

/** What drafts are made with. */
export interface DraftContext {
  /** An object of the input that nothing has written so far, by kind, namespace and name. */
  find(kind: string, namespace: string, name: string): AdoptedObject | undefined;
  /** Identity of an object whose construct was made, to refer to. */
  made(kind: string, namespace: string, name: string): string | undefined;
}

/** Drafts for one kind of object, the best first; none where no construct fits, or a text that says why. */
export type Drafter = (object: AdoptedObject, context: DraftContext) => readonly (Draft | string | undefined)[];
