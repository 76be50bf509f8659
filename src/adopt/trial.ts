import { ApiObject, type Chart, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import type { Platform } from '../platform';
import { canonicalText } from '../rehearsal/canonical-text';
import type { Manifest } from '../rehearsal/manifest';
import { acknowledge } from '../synth/acknowledge';
import { render } from '../synth/rendered-object';
import { type AdoptedObject, identityOf } from './adopted-object';
import type { CallCode } from './code';
import { differencesBetween, type FieldDifference } from './difference';
import type { Draft } from './draft';
import { evaluate } from './evaluate';
import { isHarmless } from './harmless';
import { fieldOf } from './json';
import { CONSTRUCTS } from './library';
import { MOST_PATCHES, patchesFor } from './patches';
import { storedForm } from './stored';

/** An object that a construct wrote, beside that of the input. */
interface Comparison {
  readonly apiObject: ApiObject;
  readonly manifest: Manifest;
  /** Undefined: the input has no such object. */
  readonly target: AdoptedObject | undefined;
  readonly fields: readonly FieldDifference[];
}

type Written = Comparison & { readonly target: AdoptedObject };

/** A construct that will do. */
export interface Success {
  readonly made: Construct;
  readonly written: readonly Written[];
}

/** Why a construct will not do; it is gone again. */
export interface Failure {
  readonly refusal: string;
  /** What it lacks to be the input; undefined where that are no few patches of one object. */
  readonly patches: () => readonly CallCode[] | undefined;
}

export function isSuccess(result: Success | Failure): result is Success {
  return 'made' in result;
}

/** Makes constructs, and compares what they write with what nothing has written so far. */
export class Trials {
  private readonly texts = new Map<string, string>();

  constructor(
    private readonly platform: Platform,
    private readonly open: ReadonlyMap<string, AdoptedObject>,
    private readonly constructs: ReadonlyMap<string, Construct>,
  ) {}

  /** @param exact false: what means the same to a cluster may differ */
  run(chart: Chart, id: string, draft: Draft, exact: boolean): Success | Failure {
    try {
      const made = this.make(chart, id, draft);
      const compared = made.node
        .findAll()
        .filter(ApiObject.isApiObject)
        .map((each) => this.compared(each));
      const refusal = refusalOf(compared, exact);
      if (refusal === undefined) return { made, written: compared.filter(isWritten) };
      chart.node.tryRemoveChild(id);
      return { refusal, patches: () => this.patchesOf(patchedObject(made), compared) };
    } catch (error) {
      chart.node.tryRemoveChild(id);
      return { refusal: error instanceof Error ? error.message : String(error), patches: () => undefined };
    }
  }

  private make(chart: Chart, id: string, { construct, props, accepts, patches = [] }: Draft): Construct {
    const made: unknown = Reflect.construct(CONSTRUCTS[construct], [chart, id, evaluate(props, this.constructs)]);
    if (!Construct.isConstruct(made)) throw new Error('is no construct');
    for (const { rule, reason } of accepts?.findings ?? []) {
      const object: unknown = Reflect.get(made, accepts?.member ?? '');
      if (Construct.isConstruct(object)) acknowledge(object, rule, reason);
    }
    for (const patch of patches) {
      const evaluated = evaluate(patch, this.constructs);
      if (evaluated instanceof JsonPatch) patchedObject(made)?.addJsonPatch(evaluated);
    }
    return made;
  }

  private compared(apiObject: ApiObject): Comparison {
    const manifest = manifestOf(apiObject);
    const target = this.open.get(identityOf(manifest));
    if (!target) return { apiObject, manifest, target: undefined, fields: [] };
    const stored = storedForm(manifest, this.platform);
    if (canonicalText(stored) === this.textOf(target)) return { apiObject, manifest, target, fields: [] };
    const fields = differencesBetween(storedForm(target.manifest, this.platform), stored);
    return { apiObject, manifest, target, fields };
  }

  private textOf(object: AdoptedObject): string {
    const known = this.texts.get(object.identity);
    if (known !== undefined) return known;
    const text = canonicalText(storedForm(object.manifest, this.platform));
    this.texts.set(object.identity, text);
    return text;
  }

  private patchesOf(main: ApiObject | undefined, compared: readonly Comparison[]): readonly CallCode[] | undefined {
    const others = compared.filter(({ apiObject }) => apiObject !== main);
    const own = compared.find(({ apiObject }) => apiObject === main);
    if (!own?.target || (others.length > 0 && refusalOf(others, false) !== undefined)) return undefined;
    // Differences are at least as many as patches but for what stands at one place; of very many none are worth a look.
    if (own.fields.length > MOST_PATCHES * 20) return undefined;
    const forms = (manifest: Manifest) => ({ written: manifest, stored: storedForm(manifest, this.platform) });
    return patchesFor(own.target, forms(own.manifest), forms(own.target.manifest));
  }
}

/** The object that takes patches: the construct itself, or that which it is for. */
function patchedObject(construct: Construct): ApiObject | undefined {
  if (ApiObject.isApiObject(construct)) return construct;
  const object: unknown = Reflect.get(construct, 'apiObject');
  return ApiObject.isApiObject(object) ? object : undefined;
}

function manifestOf(apiObject: ApiObject): Manifest {
  const rendered: object = render(apiObject).manifest;
  return { apiVersion: '', kind: '', ...rendered };
}

function isWritten(comparison: Comparison): comparison is Written {
  return comparison.target !== undefined;
}

function refusalOf(written: readonly Comparison[], exact: boolean): string | undefined {
  for (const { manifest, target, fields } of written) {
    if (!target) return `it would write ${manifest.kind} ${fieldOf(manifest.metadata, 'name')} as well`;
    const [other] = fields.filter((field) => exact || !isHarmless(target, field));
    if (other) return `it would change ${other.path}`;
  }
  return written.length === 0 ? 'it would write nothing' : undefined;
}
