import type { Acknowledgement, Platform } from '../platform';
import type { Finding } from '../rehearsal/finding';
import type { AdoptedObject } from './adopted-object';
import type { CallCode, RecordCode } from './code';
import type { FieldDifference } from './difference';
import type { Acceptance } from './draft';
import type { ConstructName } from './library';
import type { LeftOut, PlannedChart } from './plan';

/** A construct of the adopted app. */
export interface AdoptedConstruct {
  readonly id: string;
  readonly construct: ConstructName;
  readonly props: RecordCode;
  /** What the object gets that no prop covers: JSON patches, in their order. */
  readonly patches: readonly CallCode[];
  /** What it was made of. */
  readonly object: AdoptedObject;
  /** Identities of all objects that it writes. */
  readonly writes: readonly string[];
  /** Findings that it accepts, beside its props. */
  readonly accepts?: Acceptance;
  /** Why no other construct than `ApiObject` does, where one is for the kind. */
  readonly plainBecause: string | undefined;
}

export interface AdoptedChart {
  readonly plan: PlannedChart;
  /** In the order in which they are to be made. */
  readonly constructs: readonly AdoptedConstruct[];
}

/** An object that the app writes otherwise than the input has it. */
export interface ObjectDifference {
  readonly object: AdoptedObject;
  readonly fields: readonly FieldDifference[];
}

/** An app that writes what was given, and the proof of it. */
export interface Adoption {
  readonly platform: Platform;
  readonly charts: readonly AdoptedChart[];
  readonly leftOut: readonly LeftOut[];
  /** What the API server would store otherwise; empty where the app is proved to be the same. */
  readonly differences: readonly ObjectDifference[];
  /** What the rehearsal says of what the app writes. */
  readonly findings: readonly Finding[];
  /** What it says of the input alone: the constructs write it otherwise. */
  readonly cured: readonly Finding[];
  /** Findings that were accepted before, with the reasons. */
  readonly acknowledged: readonly Acknowledgement[];
}
