import { basename } from 'node:path';
import type { Platform } from '../platform';
import { groupOf, type Manifest } from '../rehearsal/manifest';
import type { AdoptedObject, FieldComment } from './adopted-object';
import { asWritten, identity, identityOf } from './adopted-object';
import { withoutAllocated } from './allocated';
import { FreeNames, isInherited } from './free-names';
import { fieldOf, isFields, listOf, textOf } from './json';
import { withoutNulls } from './without-nulls';

/** A manifest to adopt. */
export interface AdoptionInput {
  readonly manifest: Manifest;
  /** The file that it stands in; `shop.k8s.yaml` becomes the chart `shop`. */
  readonly file: string;
  /** What the app calls the file: the same for everybody who adopts it. @default file */
  readonly source?: string;
  /** @default none */
  readonly comments?: readonly FieldComment[];
}

/** An object that the app will not have, and why. */
export interface LeftOut {
  readonly object: AdoptedObject;
  readonly reason: string;
}

/** Objects of one file. */
export interface PlannedChart {
  /** A DNS label, unique. */
  readonly id: string;
  /** What the app calls the file. */
  readonly source: string;
  /** The namespace of all objects, if it is one. */
  readonly namespace: string | undefined;
  readonly objects: readonly AdoptedObject[];
}

/** What is adopted: charts in an order in which later ones may refer to earlier ones. */
export interface Plan {
  readonly charts: readonly PlannedChart[];
  readonly leftOut: readonly LeftOut[];
}

/** Sorts the input into charts, one for each file, and leaves out what does not belong into a program. */
export function planOf(inputs: readonly AdoptionInput[], platform: Platform): Plan {
  const leftOut: LeftOut[] = [];
  const objects = new Map<string, AdoptedObject>();
  for (const input of inputs) {
    const object = objectOf(input, platform);
    const reason = reasonAgainst(object);
    const earlier = objects.get(object.identity);
    if (reason !== undefined) leftOut.push({ object, reason });
    else {
      if (earlier)
        leftOut.push({ object: earlier, reason: `${object.file} has another one of its kind and name, later` });
      objects.set(object.identity, object);
    }
  }
  const byFile = new Map<string, AdoptedObject[]>();
  for (const object of objects.values()) {
    const known = byFile.get(object.file);
    if (known) known.push(object);
    else byFile.set(object.file, [object]);
  }
  const ids = new FreeNames(isInherited);
  const sources = new Map(inputs.map(({ file, source = file }) => [file, source]));
  const charts = [...byFile].map(([file, own]): PlannedChart => {
    const [first] = own;
    const shared = own.every(({ namespace }) => namespace === first?.namespace) ? first?.namespace : undefined;
    return { id: chartId(file, ids), source: sources.get(file) ?? file, namespace: shared, objects: own };
  });
  return { charts: inOrder(charts), leftOut };
}

function objectOf({ manifest, file, comments = [] }: AdoptionInput, platform: Platform): AdoptedObject {
  const { manifest: written, allocated } = withoutAllocated(manifest, withoutNulls(asWritten(manifest), platform));
  const { metadata } = written;
  return {
    manifest: written,
    allocated,
    file,
    comments,
    namespace: textOf(fieldOf(metadata, 'namespace')),
    name: textOf(fieldOf(metadata, 'name')) ?? '',
    identity: identityOf(written),
  };
}

function reasonAgainst({ manifest, name }: AdoptedObject): string | undefined {
  const { apiVersion, kind, metadata, data, stringData } = manifest;
  const holds = (value: unknown): boolean => isFields(value) && Object.keys(value).length > 0;
  if (apiVersion === 'v1' && kind === 'Secret' && (holds(data) || holds(stringData)))
    return 'a Secret with data does not belong into a program or its output: keep making it as before, or by External Secrets';
  if (listOf(fieldOf(metadata, 'ownerReferences')).some((owner) => fieldOf(owner, 'controller') === true))
    return 'a controller has made it, and makes it again';
  if (apiVersion === 'v1' && kind === 'ConfigMap' && name === 'kube-root-ca.crt')
    return 'the cluster makes it in each namespace';
  const isBare = Object.keys(manifest).every((field) => ['apiVersion', 'kind', 'metadata'].includes(field));
  if (apiVersion === 'v1' && kind === 'ServiceAccount' && name === 'default' && isBare)
    return 'the cluster makes it in each namespace';
  return name === '' ? 'it has no name, and would get another one with each synthesis' : undefined;
}

/** `deploy/shop.k8s.yaml` -> `shop`, or `shop-2` if there is one. */
function chartId(file: string, ids: FreeNames): string {
  const stem = basename(file)
    .replace(/\.(ya?ml|json)$/i, '')
    .replace(/\.k8s$/, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 50);
  const base = stem === '' ? 'manifests' : stem;
  return ids.free([base], (count) => `${base}-${count}`);
}

/** Those that are referred to first, else in the order of files; where two refer to each other, one reference is by name. */
function inOrder(charts: readonly PlannedChart[]): readonly PlannedChart[] {
  const home = new Map(
    charts.flatMap((chart, index) => chart.objects.map((object) => [object.identity, index] as const)),
  );
  const ordered = new Set<PlannedChart>();
  const entered = new Set<PlannedChart>();
  const visit = (chart: PlannedChart): void => {
    if (entered.has(chart)) return;
    entered.add(chart);
    const found = chart.objects.flatMap(referencesOf).map((each) => home.get(each));
    const targets = [...new Set(found.filter((each) => each !== undefined))].sort((a, b) => a - b);
    for (const target of targets.map((index) => charts[index])) if (target) visit(target);
    ordered.add(chart);
  };
  for (const chart of charts) visit(chart);
  return [...ordered];
}

const GATEWAY_API = 'gateway.networking.k8s.io';

/** Identities of what the construct of an object may refer to: classes and parents. */
export function referencesOf({ manifest, namespace }: AdoptedObject): readonly string[] {
  if (groupOf(manifest.apiVersion) !== GATEWAY_API) return [];
  const { spec } = manifest;
  const className = textOf(fieldOf(spec, 'gatewayClassName'));
  const parents = [...listOf(fieldOf(spec, 'parentRefs')), fieldOf(spec, 'parentRef')].filter(isFields);
  return [
    ...(className === undefined ? [] : [identity(GATEWAY_API, 'GatewayClass', undefined, className)]),
    ...parents.map((ref) =>
      identity(GATEWAY_API, textOf(ref.kind) ?? 'Gateway', textOf(ref.namespace) ?? namespace, textOf(ref.name)),
    ),
  ];
}
