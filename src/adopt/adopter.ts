import { ApiObject, App, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Platform } from '../platform';
import type { Finding } from '../rehearsal/finding';
import { groupOf, type Manifest } from '../rehearsal/manifest';
import { Rehearsal } from '../rehearsal/rehearsal';
import { setPlatform } from '../resource';
import { type AdoptedObject, identity } from './adopted-object';
import type { AdoptedConstruct, Adoption, ObjectDifference } from './adoption';
import type { CallCode } from './code';
import { curedFindings } from './cured';
import type { Draft, DraftContext } from './draft';
import { DRAFTERS, LAST_TURN } from './drafts';
import { FreeNames, isInherited } from './free-names';
import { metadataVariants } from './metadata-props';
import { type AdoptionInput, type LeftOut, type PlannedChart, planOf } from './plan';
import { rawDraft } from './raw-object';
import { inOrder } from './references';
import { type Failure, isSuccess, type Success, Trials } from './trial';

/** Makes the constructs of an app, each in the turn of its kind. */
export class Adopter {
  private readonly app = new App();
  private readonly charts = new Map<PlannedChart, Chart>();
  private readonly ids = new Map<PlannedChart, FreeNames>();
  /** Objects that nothing writes so far. */
  private readonly open = new Map<string, AdoptedObject>();
  private readonly made = new Map<string, Construct>();
  private readonly homes = new Map<string, number>();
  /** What the constructs write, by identity. */
  private readonly written = new Map<string, Manifest>();
  private readonly adopted = new Map<AdoptedObject, AdoptedConstruct>();
  private readonly differences: ObjectDifference[] = [];
  private readonly leftOut: LeftOut[];
  private readonly planned: readonly PlannedChart[];
  private readonly trials: Trials;

  constructor(
    inputs: readonly AdoptionInput[],
    private readonly platform: Platform,
  ) {
    setPlatform(this.app, platform);
    const { charts, leftOut } = planOf(inputs, platform);
    this.planned = charts;
    this.leftOut = [...leftOut];
    this.trials = new Trials(platform, this.open, this.made);
    for (const [index, plan] of charts.entries()) {
      const { namespace } = plan;
      this.charts.set(plan, new Chart(this.app, plan.id, namespace === undefined ? {} : { namespace }));
      this.ids.set(plan, new FreeNames(isInherited));
      for (const object of plan.objects) {
        this.open.set(object.identity, object);
        this.homes.set(object.identity, index);
      }
    }
  }

  adoption(): Omit<Adoption, 'acknowledged'> {
    const turns = this.planned.flatMap((plan, index) =>
      plan.objects.map((object) => ({ plan, index, object, turn: turnOf(object) })),
    );
    for (let turn = 0; turn <= LAST_TURN; turn += 1) {
      for (const each of turns) if (each.turn === turn) this.adoptObject(each.plan, each.index, each.object);
    }
    const charts = this.planned.map((plan) => ({
      plan,
      constructs: inOrder(plan.objects.flatMap((object) => this.adopted.get(object) ?? [])),
    }));
    const input = charts.flatMap((chart) => chart.plan.objects).filter((object) => this.written.has(object.identity));
    const findings = this.findingsOf(input.flatMap(({ identity: each }) => this.written.get(each) ?? []));
    const before = this.findingsOf(input.map(({ manifest }) => manifest));
    return {
      platform: this.platform,
      findings,
      cured: curedFindings(before, findings),
      charts: charts.filter(({ constructs }) => constructs.length > 0),
      leftOut: this.leftOut,
      differences: this.differences,
    };
  }

  private findingsOf(manifests: readonly Manifest[]): readonly Finding[] {
    return new Rehearsal(manifests, this.platform).findings;
  }

  private adoptObject(plan: PlannedChart, index: number, object: AdoptedObject): void {
    // A construct of an earlier turn writes it already.
    if (!this.open.has(object.identity)) return;
    const [chart, ids] = [this.charts.get(plan), this.ids.get(plan)];
    if (!chart || !ids) return;
    const id = idOf(ids, object);
    const drafter = DRAFTERS.get(keyOf(object.manifest));
    const drafted = drafter?.draft(object, this.contextOf(index)).filter((draft) => draft !== undefined) ?? [];
    const drafts = drafted.filter((draft) => typeof draft !== 'string');
    const [unfit] = drafted.filter((draft) => typeof draft === 'string');
    const variants = drafts.flatMap((draft) => metadataVariants(draft, object, id, plan.namespace));
    const failures: { readonly draft: Draft; readonly failure: Failure }[] = [];
    for (const exact of [true, false]) {
      for (const draft of variants) {
        const result = this.trials.run(chart, id, draft, exact);
        if (isSuccess(result)) {
          this.take(object, id, draft, result, undefined);
          return;
        }
        if (exact) failures.push({ draft, failure: result });
      }
    }
    for (const draft of patched(failures)) {
      const result = this.trials.run(chart, id, draft, false);
      if (isSuccess(result)) {
        this.take(object, id, draft, result, undefined);
        return;
      }
    }
    const raw = rawDraft(object, plan.namespace);
    const result = this.trials.run(chart, id, raw, true);
    if (isSuccess(result)) {
      const without = drafter && !drafter.some ? 'it has fields that no construct is for' : undefined;
      this.take(object, id, raw, result, failures[0]?.failure.refusal ?? unfit ?? without);
    } else this.leftOut.push({ object, reason: result.refusal });
  }

  private take(
    object: AdoptedObject,
    id: string,
    { construct, props, accepts, patches = [] }: Draft,
    { made, written }: Success,
    plainBecause: string | undefined,
  ): void {
    this.made.set(object.identity, made);
    for (const { target, fields, manifest } of written) {
      this.open.delete(target.identity);
      this.written.set(target.identity, manifest);
      const all = [...target.allocated, ...fields];
      if (all.length > 0) this.differences.push({ object: target, fields: all });
    }
    const writes = written.map(({ target }) => target.identity);
    const adopted = { id, construct, props, patches, object, writes, plainBecause };
    this.adopted.set(object, { ...adopted, ...(accepts ? { accepts } : {}) });
  }

  private contextOf(own: number): DraftContext {
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

/** Drafts with the patches that they lack, the fewest first. */
function patched(failures: readonly { readonly draft: Draft; readonly failure: Failure }[]): readonly Draft[] {
  const found: { draft: Draft; patches: readonly CallCode[] }[] = [];
  for (const { draft, failure } of failures) {
    const patches = failure.patches();
    if (patches && patches.length > 0) found.push({ draft, patches });
  }
  return found.sort((a, b) => a.patches.length - b.patches.length).map(({ draft, patches }) => ({ ...draft, patches }));
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

/** The name, with the kind behind it where that is taken. */
function idOf(ids: FreeNames, { name, manifest }: AdoptedObject): string {
  const base = name.replace(/[^A-Za-z0-9.-]/g, '-');
  const withKind = `${base}-${manifest.kind.toLowerCase().replace(/[^a-z0-9]/g, '')}`;
  return ids.free([base, withKind], (count) => `${base}-${count}`);
}
