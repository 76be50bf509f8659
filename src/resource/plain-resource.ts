import type { Construct } from 'constructs';
import { ApiResource, type ApiResourceProps } from './api-resource';
import type { ResourceKind } from './kubernetes-object';

/** An object whose fields are known when it is made: what a construct of several objects writes beside its main one. */
export class PlainResource extends ApiResource {
  /**
   * @param fields top-level fields beside metadata, in the API's shape
   * @throws InvalidFieldError for metadata that the API server would refuse
   */
  constructor(
    scope: Construct,
    id: string,
    kind: ResourceKind,
    props: ApiResourceProps,
    private readonly fields: Readonly<Record<string, unknown>>,
  ) {
    super(scope, id, kind, props, Object.keys(fields));
  }

  protected override body(): Readonly<Record<string, unknown>> {
    return this.fields;
  }
}
