import type { Construct } from 'constructs';
import { syncWave } from '../../platform';
import { ApiResource, type ApiResourceProps } from '../../resource';

/** A BGP resource of LoxiLB: cluster-scoped, read only with `bgpResources` of KubeLoxilb, and not checked by its CRD. */
export abstract class BgpResource extends ApiResource {
  protected spec: Readonly<Record<string, unknown>> = {};

  protected constructor(
    scope: Construct,
    id: string,
    group: string,
    kind: string,
    props: Omit<ApiResourceProps, 'namespace'>,
  ) {
    super(
      scope,
      id,
      { apiVersion: `${group}.loxilb.io/v1`, kind, scope: 'Cluster' },
      { ...props, annotations: { ...syncWave('loadBalancer'), ...props.annotations } },
    );
  }

  protected override body(): Readonly<Record<string, unknown>> {
    return { spec: this.spec };
  }
}
