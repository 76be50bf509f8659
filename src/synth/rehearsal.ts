import { ApiObject, type App } from 'cdk8s';
import type { Acknowledgement, Platform } from '../platform';
import { nearest } from '../platform/nearest';
import { acceptanceOf, isOfChange } from '../rehearsal/acknowledgement';
import { CrdError, UserKinds } from '../rehearsal/admission/user-kinds';
import type { Finding } from '../rehearsal/finding';
import { type Manifest, referenceTo, titleOf } from '../rehearsal/manifest';
import { Rehearsal } from '../rehearsal/rehearsal';
import { RULES, tryRule } from '../rehearsal/rules';
import { platformOf } from '../resource';
import { type RenderedObject, render } from './rendered-object';
import { SynthError } from './synth-error';
import { printWarnings } from './warnings';

/** What synthesis does with what the rehearsal finds. */
export interface RehearsalOptions {
  /**
   * Write without asking what the cluster would say.
   * @default false
   */
  readonly off?: boolean;
  /** Rules that stop synthesis whatever their severity, e.g. `admission/unknown-kind`. @default none */
  readonly treatAsError?: readonly string[];
  /** Findings that are accepted, each with the reason; changes as well, for `loxigw diff`: `diff/vip-moved`. @default none */
  readonly acknowledge?: readonly Acknowledgement[];
  /**
   * Namespaces of which everything is in the app, `*` for all: a backend that is not in the app is an error there. `own`: those in which
   * the app writes Services.
   * @default none, beside those of the platform: what is not in the app may have been made by others
   */
  readonly complete?: readonly string[] | 'own';
  /**
   * CustomResourceDefinitions of your own, as objects: `Yaml.load('crds.yaml')`. Their CEL rules are asked if `@bufbuild/cel` is
   * installed.
   * @default none
   */
  readonly crds?: readonly unknown[];
}

/** What the rehearsal has to say of an app. */
export interface RehearsalReport {
  /** Messages that stop synthesis. */
  readonly errors: readonly string[];
  /** Messages that are shown. */
  readonly warnings: readonly string[];
  /** One for each platform; none where it is off. */
  readonly rehearsals: readonly Rehearsal[];
}

/**
 * Plays what the cluster will do with the objects: each under the platform of its scope.
 * @throws SynthError for an acknowledgement without a reason, a rule that does not exist, and a CRD that cannot be read
 */
export function rehearseObjects(objects: readonly RenderedObject[], options: RehearsalOptions): RehearsalReport {
  const { off = false, treatAsError = [], acknowledge = [] } = options;
  for (const { rule, reason } of acknowledge) {
    if (reason.trim() === '')
      throw new SynthError(`rehearsal: the acknowledgement of ${rule} has no reason. Say why it is fine.`);
  }
  for (const rule of treatAsError) refuseNoRule('rehearsal.treatAsError', rule);
  for (const { rule } of acknowledge) refuseNoRule('rehearsal.acknowledge', rule);
  const errors: string[] = [];
  const warnings: string[] = [];
  const rehearsals: Rehearsal[] = [];
  if (off) return { errors, warnings, rehearsals };
  const crds = options.crds ? userKinds(options.crds) : undefined;
  if (crds?.warning !== undefined) warnings.push(crds.warning);
  const used = new Set<Acknowledgement>();
  for (const [platform, ofPlatform] of byPlatform(objects)) {
    const manifests = [...ofPlatform.keys()];
    const target = platform.withComplete(completeNamespaces(manifests, options.complete));
    const rehearsal = new Rehearsal(manifests, target, crds ? { crds } : {});
    rehearsals.push(rehearsal);
    for (const finding of rehearsal.findings) {
      const manifest = rehearsal.manifestOf(finding);
      const apiObject = manifest && ofPlatform.get(manifest);
      const accepted = acceptanceOf(finding, acknowledge);
      if (accepted) used.add(accepted);
      else if (finding.severity === 'error' || treatAsError.includes(finding.rule))
        errors.push(messageOf(apiObject, finding));
      else if (finding.severity === 'warning') warnings.push(messageOf(apiObject, finding));
    }
  }
  for (const each of acknowledge) {
    // Whether there is the change, loxigw diff knows.
    if (used.has(each) || isOfChange(each)) continue;
    const resource = each.resource === undefined ? '' : ` for ${each.resource}`;
    warnings.push(
      `rehearsal: the acknowledgement of ${each.rule}${resource} fits no finding. Remove it, or correct it.`,
    );
  }
  return { errors, warnings, rehearsals };
}

function completeNamespaces(
  manifests: readonly Manifest[],
  complete: RehearsalOptions['complete'] = [],
): readonly string[] {
  if (complete !== 'own') return complete;
  const services = manifests.filter(({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'Service');
  return [...new Set(services.map((service) => referenceTo(service).namespace ?? 'default'))];
}

/** Objects of one platform are one cluster, and are played together. */
function byPlatform(objects: readonly RenderedObject[]): Map<Platform, Map<Manifest, ApiObject>> {
  const platforms = new Map<Platform, Map<Manifest, ApiObject>>();
  for (const { apiObject, manifest } of objects) {
    const platform = platformOf(apiObject);
    const known = platforms.get(platform) ?? new Map<Manifest, ApiObject>();
    platforms.set(platform, known.set({ ...manifest }, apiObject));
  }
  return platforms;
}

/**
 * Rehearses an app of the stock class whenever it is validated: what the cluster would refuse fails its synthesis. However often
 * cdk8s validates in one synthesis, the app is rehearsed once. (LoxiApp does it by itself.)
 */
export function rehearse(app: App, options: RehearsalOptions = {}): void {
  let report: string[] | undefined;
  const validate = (): string[] => {
    if (report) return report;
    const objects = app.node.findAll().filter(ApiObject.isApiObject).map(render);
    const { errors, warnings } = rehearseObjects(objects, options);
    printWarnings(warnings);
    report = [...errors];
    // Synthesis is synchronous, so the report holds until it is over, and not for a later one of a changed app.
    queueMicrotask(() => {
      report = undefined;
    });
    return report;
  };
  app.node.addValidation({ validate });
}

function userKinds(definitions: readonly unknown[]): UserKinds {
  try {
    return UserKinds.of(definitions);
  } catch (error) {
    if (error instanceof CrdError) throw new SynthError(`rehearsal.crds: ${error.message}`);
    throw error;
  }
}

/** One that is misspelt would have no effect, and nobody would see it. @throws SynthError */
export function refuseNoRule(option: string, id: string): void {
  if (tryRule(id)) return;
  const near = nearest(
    id,
    RULES.map((each) => each.id),
  );
  const cure = near === undefined ? 'loxigw explain lists them all.' : `Did you mean ${near}?`;
  throw new SynthError(`${option}: ${JSON.stringify(id)} is no rule. ${cure}`);
}

/** `[chart/route] HTTPRoute apps/route spec.rules[0].name: … (admission/schema). Cure.` */
function messageOf(object: ApiObject | undefined, finding: Finding): string {
  // A construct's object is its child "Resource", which says nothing to people.
  const construct = object?.node.path.replace(/\/Resource$/, '') ?? '';
  return `[${construct}] ${titleOf(finding.resource)} ${finding.path}: ${finding.message} (${finding.rule}). ${finding.cure}`;
}
