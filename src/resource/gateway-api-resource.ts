import type { Construct } from 'constructs';
import { gatewayApiKind } from '../rehearsal/admission/crd-sets';
import { applyDefaults, cloneObject } from '../rehearsal/admission/defaults';
import { checkStructure, type Problem } from '../rehearsal/admission/structure';
import { ApiResource, type ApiResourceProps } from './api-resource';
import { InvalidFieldError } from './field';
import type { ResourceKind } from './kubernetes-object';
import { platformOf } from './platform-context';

/**
 * A construct for a kind of the Gateway API. Its `apiVersion` is the one that the platform serves; its `spec` gets every
 * default that the platform's CRDs have, and nothing that they do not know.
 */
export abstract class GatewayApiResource extends ApiResource {
  private readonly apiKind: ResourceKind;
  private settled: Readonly<Record<string, unknown>> = {};

  /** @throws InvalidFieldError if the platform has no such kind */
  protected constructor(scope: Construct, id: string, kind: string, props: ApiResourceProps) {
    const apiKind = kindOn(scope, id, kind);
    super(scope, id, apiKind, props);
    this.apiKind = apiKind;
  }

  /**
   * Takes `spec` as the object's, in the API's shape. To be called once, at the end of the constructor.
   * @throws InvalidFieldError for what the platform's CRD refuses; the path is that of the API, below `spec`
   */
  protected settle(spec: object): void {
    const { kind, apiVersion } = this.apiKind;
    const set = platformOf(this).gatewayApi;
    const schema = gatewayApiKind(set, apiVersion, kind)?.schema.properties.get('spec');
    // A kind without a spec schema does not exist among the imported CRDs.
    if (!schema) throw new Error(`imports/schemas has no spec of ${kind} in ${set}`);
    // Lazies and tokens are left to cdk8s at synthesis.
    const whole = cloneObject(spec);
    applyDefaults(schema, whole);
    const problems = checkStructure(schema, whole);
    // A field that the release lacks says more than what follows from it.
    const problem = problems.find(({ type }) => type === 'Unknown') ?? problems[0];
    if (problem) this.refuse(problem);
    this.settled = whole;
  }

  protected override body(): Readonly<Record<string, unknown>> {
    return { spec: this.settled };
  }

  private refuse(problem: Problem): never {
    const { kind } = this.apiKind;
    const set = platformOf(this).gatewayApi;
    const generic = `spec.${problem.path.replace(/\[\d+\]/g, '[]')}`;
    const path = this.node.path;
    if (problem.type === 'Unknown') {
      const elsewhere = set.missingField(kind, generic);
      throw new InvalidFieldError(
        path,
        problem.path,
        problem.value,
        `is given, and ${kind} has no such field in ${set}`,
        elsewhere ?? 'Leave it out.',
      );
    }
    const elsewhere =
      problem.type === 'NotSupported' && (typeof problem.value === 'string' || typeof problem.value === 'number')
        ? set.missingValue(kind, generic, problem.value)
        : undefined;
    throw new InvalidFieldError(
      path,
      problem.path,
      problem.value,
      `is refused by ${set}: ${problem.message}`,
      elsewhere ?? CURES[problem.type],
    );
  }
}

const CURES: Readonly<Record<Problem['type'], string>> = {
  Required: 'Add it.',
  NotSupported: 'Use one of these.',
  TooLong: 'Shorten it.',
  TooMany: 'Take some out, or split the object in two.',
  TypeInvalid: 'Give a value of that type.',
  Invalid: 'Change it to fit.',
  Duplicate: 'Take one of them out.',
  Unknown: 'Leave it out.',
  Rule: 'Change the fields that the rule speaks of.',
};

function kindOn(scope: Construct, id: string, kind: string): ResourceKind {
  const set = platformOf(scope).gatewayApi;
  const apiVersion = set.tryApiVersion(kind);
  if (apiVersion === undefined) {
    const path = scope.node.path === '' ? id : `${scope.node.path}/${id}`;
    throw new InvalidFieldError(path, 'kind', kind, `is not in ${set}`, set.missingKind(kind));
  }
  return { apiVersion, kind, scope: set.isNamespaced(kind) ? 'Namespaced' : 'Cluster' };
}
