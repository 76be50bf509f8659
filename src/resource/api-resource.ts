import type { ApiObject } from 'cdk8s';
import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { checkAnnotations, checkDnsLabel, checkDnsSubdomain, checkLabels } from './checks';
import { Field } from './field';
import { KubernetesObject, type ResourceKind } from './kubernetes-object';

/** Metadata that every construct of this library takes. */
export interface ApiResourceProps {
  /**
   * `metadata.name`.
   * @default the construct id: renaming a construct renames the object, and nothing else does
   */
  readonly name?: string;
  /**
   * `metadata.namespace`. Not allowed on cluster-scoped kinds.
   * @default the namespace of the chart
   */
  readonly namespace?: string;
  /** `metadata.labels`, beside the labels of the chart. @default none */
  readonly labels?: Readonly<Record<string, string>>;
  /** `metadata.annotations`. @default none */
  readonly annotations?: Readonly<Record<string, string>>;
}

const API_RESOURCE = Symbol.for('cdk8s-loxi-gateway.ApiResource');

/**
 * A construct that stands for one Kubernetes object.
 *
 * The object is the child `Resource`, so the construct can be wrapped without a change of names. Where the props of a
 * construct do not reach, `apiObject` takes JSON patches with the field names of Kubernetes.
 */
export abstract class ApiResource extends Construct {
  /** True for constructs of this class, also of another copy of the package. */
  static isApiResource(x: unknown): x is ApiResource {
    return typeof x === 'object' && x !== null && API_RESOURCE in x;
  }

  /** The object as cdk8s has it: for JSON patches, labels, annotations, owner references. */
  readonly apiObject: ApiObject;
  /** `metadata.name`. */
  readonly name: string;
  /** `metadata.namespace`; undefined on cluster-scoped kinds and where neither props nor chart name one. */
  readonly namespace?: string;

  /**
   * @param kind what the object is
   * @param fields the top-level fields beside metadata, rendered by `body()` at synthesis, e.g. `['spec']`
   * @throws InvalidFieldError for metadata that the API server would refuse
   */
  protected constructor(
    scope: Construct,
    id: string,
    kind: ResourceKind,
    props: ApiResourceProps,
    fields: readonly string[] = ['spec'],
  ) {
    super(scope, id);
    Object.defineProperty(this, API_RESOURCE, { value: true });
    const root = Field.of(this);
    this.name = props.name ?? id;
    this.checkName(root.at('name'), this.name);
    if (kind.scope === 'Cluster') {
      if (props.namespace !== undefined) {
        root
          .at('namespace')
          .fail(props.namespace, `is given for a ${kind.kind}, which lives in no namespace`, 'Leave it out.');
      }
    } else {
      this.namespace = props.namespace ?? Chart.of(this).namespace;
      if (this.namespace !== undefined) checkDnsLabel(root.at('namespace'), this.namespace);
    }
    if (props.labels) checkLabels(root.at('labels'), props.labels);
    if (props.annotations) checkAnnotations(root.at('annotations'), props.annotations);
    const metadata = {
      name: this.name,
      ...(this.namespace === undefined ? {} : { namespace: this.namespace }),
      ...(props.labels ? { labels: { ...props.labels } } : {}),
      ...(props.annotations ? { annotations: { ...props.annotations } } : {}),
    };
    const body = Object.fromEntries(fields.map((field) => [field, () => this.body()[field]]));
    this.apiObject = new KubernetesObject(this, 'Resource', kind, metadata, body);
  }

  /** The fields named in the constructor, in the API's own shape. Called at synthesis, once for each field and rendering. */
  protected abstract body(): Readonly<Record<string, unknown>>;

  /** Checks `metadata.name`. DNS subdomain unless a kind says otherwise. */
  protected checkName(field: Field, name: string): void {
    checkDnsSubdomain(field, name);
  }
}
