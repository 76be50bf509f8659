import { ApiObject, App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import type { Platform } from '../platform';
import type { Finding } from '../rehearsal/finding';
import { groupOf, type Manifest } from '../rehearsal/manifest';
import { Rehearsal } from '../rehearsal/rehearsal';
import { setPlatform } from '../resource';
import { acknowledge } from '../synth/acknowledge';
import { render } from '../synth/rendered-object';
import { type AdoptedObject, identity, identityOf } from './adopted-object';
import { type Code, codeOf, type RecordCode, recordOf } from './code';
import { differencesBetween, type FieldDifference } from './difference';
import type { Acceptance, Draft, DraftContext } from './draft';
import { DRAFTERS, LAST_TURN } from './drafts';
import { evaluate } from './evaluate';
import { isHarmless } from './harmless';
import { canonical, fieldOf, isFields } from './json';
import { CONSTRUCTS, type ConstructName } from './library';
import { metadataVariants } from './metadata-props';
import { type AdoptionInput, type LeftOut, type PlannedChart, planOf } from './plan';
import { storedForm } from './stored';

/** A construct of the adopted app. */
export interface AdoptedConstruct {
  readonly id: string;
  readonly construct: ConstructName;
  readonly props: RecordCode;
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
  /** What the rehearsal says of the objects that are adopted. */
  readonly findings: readonly Finding[];
}

/**
 * Makes an app out of manifests. Every construct is really made, and taken only if the API server would store what it writes as it
 * would store the input; an object for which none does is written as it is.
 */
export function adopt(inputs: readonly AdoptionInput[], platform: Platform): Adoption {
  return new Adopter(inputs, platform).adoption();
}

class Adopter {
  private readonly app = new App();
  private readonly charts = new Map<PlannedChart, Chart>();
  /** Objects that nothing writes so far. */
  private readonly open = new Map<string, AdoptedObject>();
  private readonly texts = new Map<string, string>();
  private readonly made = new Map<string, Construct>();
  private readonly homes = new Map<string, number>();
  private readonly adopted = new Map<AdoptedObject, AdoptedConstruct>();
  private readonly differences: ObjectDifference[] = [];
  private readonly leftOut: LeftOut[];
  private readonly planned: readonly PlannedChart[];

  constructor(
    inputs: readonly AdoptionInput[],
    private readonly platform: Platform,
  ) {
    setPlatform(this.app, platform);
    const { charts, leftOut } = planOf(inputs);
    this.planned = charts;
    this.leftOut = [...leftOut];
    for (const [index, plan] of charts.entries()) {
      const { namespace } = plan;
      this.charts.set(plan, new Chart(this.app, plan.id, namespace === undefined ? {} : { namespace }));
      for (const object of plan.objects) {
        this.open.set(object.identity, object);
        this.homes.set(object.identity, index);
      }
    }
  }

  adoption(): Adoption {
    const turns = this.planned.flatMap((plan) =>
      plan.objects.map((object) => ({ plan, object, turn: turnOf(object) })),
    );
    for (let turn = 0; turn <= LAST_TURN; turn += 1) {
      for (const each of turns) if (each.turn === turn) this.adoptObject(each.plan, each.object);
    }
    const charts = this.planned.map((plan) => ({
      plan,
      constructs: inOrder(plan.objects.flatMap((object) => this.adopted.get(object) ?? [])),
    }));
    const written = charts.flatMap((chart) => chart.plan.objects).filter((object) => !this.open.has(object.identity));
    const rehearsal = new Rehearsal(
      written.map(({ manifest }) => manifest),
      this.platform,
    );
    return {
      platform: this.platform,
      findings: rehearsal.findings,
      charts: charts.filter(({ constructs }) => constructs.length > 0),
      leftOut: this.leftOut,
      differences: this.differences,
    };
  }

  private adoptObject(plan: PlannedChart, object: AdoptedObject): void {
    // A construct of an earlier turn writes it already.
    if (!this.open.has(object.identity)) return;
    const chart = this.charts.get(plan);
    if (!chart) return;
    const id = freeId(chart, object);
    const refusals: string[] = [];
    const drafter = DRAFTERS.get(keyOf(object.manifest));
    const drafts = drafter?.draft(object, this.contextOf(plan)).filter((draft) => draft !== undefined) ?? [];
    const variants = drafts.flatMap((draft) => metadataVariants(draft, object, id, plan.namespace));
    for (const exact of [true, false]) {
      for (const draft of variants) {
        const result = this.tryDraft(chart, id, draft, exact);
        if (typeof result === 'string') refusals.push(result);
        else {
          this.take(object, id, draft, result, undefined);
          return;
        }
      }
    }
    const raw: Draft = { construct: 'ApiObject', props: rawProps(object, plan.namespace) };
    const result = this.tryDraft(chart, id, raw, true);
    if (typeof result === 'string') this.leftOut.push({ object, reason: result });
    else
      this.take(
        object,
        id,
        raw,
        result,
        refusals[0] ?? (drafter && !drafter.some ? 'it has fields that no construct is for' : undefined),
      );
  }

  private take(
    object: AdoptedObject,
    id: string,
    { construct, props, accepts }: Draft,
    { made, written }: Trial,
    plainBecause: string | undefined,
  ): void {
    this.made.set(object.identity, made);
    for (const { target, fields } of written) {
      this.open.delete(target.identity);
      if (fields.length > 0) this.differences.push({ object: target, fields });
    }
    const writes = written.map(({ target }) => target.identity);
    this.adopted.set(object, { id, construct, props, object, writes, plainBecause, ...(accepts ? { accepts } : {}) });
  }

  /** What the construct writes; or why it will not do, and then it is gone again. */
  private tryDraft(chart: Chart, id: string, { construct, props, accepts }: Draft, exact: boolean): Trial | string {
    try {
      const made: unknown = Reflect.construct(CONSTRUCTS[construct], [chart, id, evaluate(props, this.made)]);
      if (!Construct.isConstruct(made)) throw new Error('is no construct');
      for (const { rule, reason } of accepts?.findings ?? []) {
        const object: unknown = Reflect.get(made, accepts?.member ?? '');
        if (Construct.isConstruct(object)) acknowledge(object, rule, reason);
      }
      const written = made.node
        .findAll()
        .filter(ApiObject.isApiObject)
        .map((each) => this.compared(render(each).manifest));
      const refusal = refusalOf(written, exact);
      if (refusal === undefined) return { made, written: written.filter(isWritten) };
      chart.node.tryRemoveChild(id);
      return refusal;
    } catch (error) {
      chart.node.tryRemoveChild(id);
      return error instanceof Error ? error.message : String(error);
    }
  }

  private compared(manifest: object): Comparison {
    const whole: Manifest = { apiVersion: '', kind: '', ...manifest };
    const target = this.open.get(identityOf(whole));
    if (!target) return { title: titleOf(whole), target: undefined, fields: [] };
    const stored = storedForm(whole, this.platform);
    if (canonical(stored) === this.textOf(target)) return { title: titleOf(whole), target, fields: [] };
    const fields = differencesBetween(storedForm(target.manifest, this.platform), stored);
    return { title: titleOf(whole), target, fields };
  }

  private textOf(object: AdoptedObject): string {
    const known = this.texts.get(object.identity);
    if (known !== undefined) return known;
    const text = canonical(storedForm(object.manifest, this.platform));
    this.texts.set(object.identity, text);
    return text;
  }

  private contextOf(plan: PlannedChart): DraftContext {
    const own = this.planned.indexOf(plan);
    return {
      find: (kind, namespace, name) => this.open.get(identity(groupOfKind(kind), kind, namespace || undefined, name)),
      made: (kind, namespace, name) => {
        const target = identity(groupOfKind(kind), kind, namespace || undefined, name);
        const home = this.homes.get(target);
        const construct = this.made.get(target);
        // Of an object that is written as it is nothing is known.
        if (!construct || home === undefined || home > own || ApiObject.isApiObject(construct)) return undefined;
        return target;
      },
    };
  }
}

interface Comparison {
  readonly title: string;
  /** Undefined: the input has no such object. */
  readonly target: AdoptedObject | undefined;
  readonly fields: readonly FieldDifference[];
}

type Written = Comparison & { readonly target: AdoptedObject };

interface Trial {
  readonly made: Construct;
  readonly written: readonly Written[];
}

function isWritten(comparison: Comparison): comparison is Written {
  return comparison.target !== undefined;
}

function refusalOf(written: readonly Comparison[], exact: boolean): string | undefined {
  for (const { title, target, fields } of written) {
    if (!target) return `it would write ${title} as well`;
    const [other] = fields.filter((field) => exact || !isHarmless(target, field));
    if (other) return `it would change ${other.path}`;
  }
  return written.length === 0 ? 'it would write nothing' : undefined;
}

function turnOf({ manifest }: AdoptedObject): number {
  return DRAFTERS.get(keyOf(manifest))?.turn ?? LAST_TURN;
}

function keyOf({ apiVersion, kind }: Manifest): string {
  return `${groupOf(apiVersion)}/${kind}`;
}

function groupOfKind(kind: string): string {
  if (kind === 'CiliumGatewayClassConfig') return 'cilium.io';
  return kind === 'Certificate' ? 'cert-manager.io' : 'gateway.networking.k8s.io';
}

function titleOf({ kind, metadata }: Manifest): string {
  return `${kind} ${fieldOf(metadata, 'name')}`;
}

/** The object as it is, without the namespace that it has from its chart. */
function rawProps({ manifest }: AdoptedObject, namespace: string | undefined): RecordCode {
  const { metadata } = manifest;
  const inherits = isFields(metadata) && namespace !== undefined && metadata.namespace === namespace;
  const { namespace: _inherited, ...own } = inherits ? metadata : {};
  const members = Object.entries(inherits ? { ...manifest, metadata: own } : manifest);
  return recordOf(Object.fromEntries(members.map(([name, value]) => [name, codeOf(value, name)])));
}

/** The name, with the kind behind it where that is taken. */
function freeId(chart: Chart, { name, manifest }: AdoptedObject): string {
  const base = name.replace(/[^A-Za-z0-9.-]/g, '-');
  const candidates = [base, `${base}-${manifest.kind.toLowerCase().replace(/[^a-z0-9]/g, '')}`];
  for (let count = 2; ; count += 1) {
    const free = candidates.find((id) => chart.node.tryFindChild(id) === undefined);
    if (free !== undefined) return free;
    candidates.push(`${base}-${count}`);
  }
}

/** As given, but what is referred to first. */
function inOrder(constructs: readonly AdoptedConstruct[]): readonly AdoptedConstruct[] {
  const own = new Map(constructs.map((each) => [each.object.identity, each]));
  const ordered = new Set<AdoptedConstruct>();
  const visit = (each: AdoptedConstruct): void => {
    if (ordered.has(each)) return;
    for (const target of referredBy(each.props)) {
      const before = own.get(target);
      if (before && before !== each) visit(before);
    }
    ordered.add(each);
  };
  for (const each of constructs) visit(each);
  return [...ordered];
}

/** Identities of the constructs that an expression refers to. */
export function referredBy(code: RecordCode): readonly string[] {
  const found: string[] = [];
  const walk = (each: Code): void => {
    if (each.type === 'construct') found.push(each.identity);
    if (each.type === 'list') each.items.forEach(walk);
    if (each.type === 'record') for (const [, member] of each.members) walk(member);
    if (each.type === 'call') {
      if (typeof each.on !== 'string') walk(each.on);
      each.args.forEach(walk);
    }
  };
  walk(code);
  return found;
}
