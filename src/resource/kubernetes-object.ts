import { ApiObject, type ApiObjectMetadata, App, type JsonPatch, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';

/** What identifies a kind: `gateway.networking.k8s.io/v1`, `Gateway`, and whether its objects live in a namespace. */
export interface ResourceKind {
  readonly apiVersion: string;
  readonly kind: string;
  /** Scope as in the CustomResourceDefinition. */
  readonly scope: 'Namespaced' | 'Cluster';
}

/** Producers of the top-level fields beside `apiVersion`, `kind` and `metadata`, called at synthesis: `{ spec: () => … }`. */
export type ObjectBody = Readonly<Record<string, () => unknown>>;

/** What `App` of cdk8s 2.70 resolves with when it is given none (lib/app.js): lazies, tokens, unions. */
const BUILT_IN_RESOLVERS = 3;

/**
 * An `ApiObject` whose fields have their Kubernetes names already, so that JSON patches mean what they say.
 *
 * It differs from its base in two ways: a cluster-scoped object never gets the namespace of its chart, and a body of plain
 * objects is rendered in one walk (keys sorted, `undefined` and `null` left out, as `ApiObject` does). Anything else in the
 * body, such as a `Lazy`, a custom resolver of the app or a JSON patch, takes the way of the base class.
 */
export class KubernetesObject extends ApiObject {
  private readonly body: ObjectBody;
  private readonly clusterScoped: boolean;
  private patched = false;

  constructor(scope: Construct, id: string, kind: ResourceKind, metadata: ApiObjectMetadata, body: ObjectBody) {
    const lazies: Record<string, unknown> = {};
    for (const [field, produce] of Object.entries(body)) lazies[field] = Lazy.any({ produce });
    super(scope, id, { apiVersion: kind.apiVersion, kind: kind.kind, metadata, ...lazies });
    this.body = body;
    this.clusterScoped = kind.scope === 'Cluster';
  }

  override addJsonPatch(...ops: JsonPatch[]): void {
    this.patched = true;
    super.addJsonPatch(...ops);
  }

  // biome-ignore lint/suspicious/noExplicitAny: the return type of ApiObject.toJson
  override toJson(): any {
    const json = this.patched || App.of(this).resolvers.length > BUILT_IN_RESOLVERS ? super.toJson() : this.render();
    if (this.clusterScoped) delete json.metadata.namespace;
    return json;
  }

  private render(): Record<string, unknown> & { metadata: Record<string, unknown> } {
    const json: Record<string, unknown> & { metadata: Record<string, unknown> } = {
      apiVersion: this.apiVersion,
      kind: this.kind,
      metadata: this.metadata.toJson(),
    };
    for (const field of Object.keys(this.body).sort()) {
      const value = plain(this.body[field]?.());
      if (value === NOT_PLAIN) return super.toJson();
      if (value !== undefined) json[field] = value;
    }
    return json;
  }
}

const NOT_PLAIN = Symbol('not a plain value');

/** A copy with sorted keys and without `undefined` and `null`; NOT_PLAIN if there is anything but JSON values in it. */
function plain(value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (typeof value !== 'object') return typeof value === 'function' || typeof value === 'symbol' ? NOT_PLAIN : value;
  if (Array.isArray(value)) {
    const copy = new Array<unknown>(value.length);
    for (let i = 0; i < value.length; i++) {
      const item = plain(value[i]);
      if (item === NOT_PLAIN) return NOT_PLAIN;
      copy[i] = item;
    }
    return copy;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return NOT_PLAIN;
  const copy: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value).sort(byKey)) {
    if (key === '__proto__')
      throw new Error('the key "__proto__" cannot stand in a manifest. Remove it from the raw fields given');
    const rendered = plain(member);
    if (rendered === NOT_PLAIN) return NOT_PLAIN;
    if (rendered !== undefined) copy[key] = rendered;
  }
  return copy;
}

/** Sorts as `Array.prototype.sort` sorts keys: by UTF-16 code units, in no locale. */
function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
