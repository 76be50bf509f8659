import { compareText } from './canonical-text';
import { groupOf, type Manifest, type ResourceReference, referenceTo } from './manifest';

/** `metadata` of an object that an API server has taken in. */
export interface ObjectMeta {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly generation?: number;
  readonly creationTimestamp?: string;
}

/** An object as the API server stores it: admitted, with defaults. */
export interface StoredObject extends Manifest {
  readonly metadata: ObjectMeta;
}

/**
 * A kind whose objects are read by their fields. The guard looks at group and kind only: that the fields are there, and of their
 * types, is what admission has found.
 */
export interface Kind<T extends StoredObject> {
  readonly group: string;
  readonly kind: string;
  readonly is: (object: StoredObject) => object is T;
}

/** A kind by group and name. */
export function kindOf<T extends StoredObject>(group: string, kind: string): Kind<T> {
  return {
    group,
    kind,
    is: (object): object is T => object.kind === kind && groupOf(object.apiVersion) === group,
  };
}

/** Where objects of a namespaced kind live that name no namespace. */
export const DEFAULT_NAMESPACE = 'default';

/** The namespace of an object; that of a cluster-scoped one means nothing. */
export function namespaceOf({ metadata }: StoredObject): string {
  return metadata.namespace ?? DEFAULT_NAMESPACE;
}

/** What tells an object from all others, whatever version of its group it is written in. One that names no namespace is in `default`. */
export function identityOf({ apiVersion, kind, namespace = DEFAULT_NAMESPACE, name }: ResourceReference): string {
  return `${groupOf(apiVersion)}/${kind}/${namespace}/${name}`;
}

/** Objects by kind, namespace and name. Of two with one identity the later counts, as if applied one after the other. */
export class Inventory {
  private readonly byKind = new Map<string, Map<string, StoredObject>>();
  private readonly names = new Map<string, Map<string, string[]>>();
  private readonly refused: ReadonlySet<string>;

  /** @param refused what the API server did not take in: it is not there, and its name is known all the same */
  constructor(objects: readonly StoredObject[], refused: readonly Manifest[] = []) {
    this.refused = new Set(refused.map((manifest) => identityOf(referenceTo(manifest))));
    for (const object of objects) {
      const kind = `${groupOf(object.apiVersion)}/${object.kind}`;
      const known = this.byKind.get(kind) ?? new Map<string, StoredObject>();
      this.byKind.set(kind, known);
      known.set(`${namespaceOf(object)}/${object.metadata.name}`, object);
    }
  }

  /** All objects of a kind, in the order in which they were given. */
  all<T extends StoredObject>({ group, kind, is }: Kind<T>): readonly T[] {
    return [...(this.byKind.get(`${group}/${kind}`)?.values() ?? [])].filter(is);
  }

  /** True for what is there, and for what the API server refused: its own findings say why it is not there. */
  isGiven(kind: Kind<StoredObject>, namespace: string, name: string): boolean {
    if (this.byKind.get(`${kind.group}/${kind.kind}`)?.has(`${namespace}/${name}`)) return true;
    return this.refused.has(`${kind.group}/${kind.kind}/${namespace}/${name}`);
  }

  /** Names of all objects of a kind in a namespace. */
  namesIn({ group, kind }: Kind<StoredObject>, namespace: string): readonly string[] {
    const key = `${group}/${kind}`;
    let byNamespace = this.names.get(key);
    if (!byNamespace) {
      byNamespace = new Map();
      for (const object of this.byKind.get(key)?.values() ?? []) {
        const known = byNamespace.get(namespaceOf(object));
        if (known) known.push(object.metadata.name);
        else byNamespace.set(namespaceOf(object), [object.metadata.name]);
      }
      this.names.set(key, byNamespace);
    }
    return byNamespace.get(namespace) ?? [];
  }

  find<T extends StoredObject>({ group, kind, is }: Kind<T>, namespace: string, name: string): T | undefined {
    const found = this.byKind.get(`${group}/${kind}`)?.get(`${namespace}/${name}`);
    return found && is(found) ? found : undefined;
  }

  /** A cluster-scoped object. */
  findCluster<T extends StoredObject>(kind: Kind<T>, name: string): T | undefined {
    return this.find(kind, DEFAULT_NAMESPACE, name) ?? this.all(kind).find(({ metadata }) => metadata.name === name);
  }

  /** Labels of a namespace: those of its object, and the one that the API server sets. */
  namespaceLabels(name: string): Readonly<Record<string, string>> {
    return { ...this.findCluster(NAMESPACE, name)?.metadata.labels, 'kubernetes.io/metadata.name': name };
  }
}

const NAMESPACE = kindOf<StoredObject>('', 'Namespace');

/** The older first; what has no time was not created yet and is newer; then by namespace and name. */
export function byAge(a: StoredObject, b: StoredObject): number {
  const [x, y] = [a, b].map(({ metadata }) => metadata.creationTimestamp ?? '~');
  return (
    compareText(x ?? '', y ?? '') ||
    compareText(namespaceOf(a), namespaceOf(b)) ||
    compareText(a.metadata.name, b.metadata.name)
  );
}
