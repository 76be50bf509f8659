import type { Construct } from 'constructs';
import { ANY_ADDRESS_POOL, poolProblem, syncWave } from '../../platform';
import { ApiResource, type ApiResourceProps } from '../../resource';
import { Field } from '../../resource/field';
import { checkZone } from './zone-arguments';

export interface VipPoolProps extends Omit<ApiResourceProps, 'namespace'> {
  /** Addresses, as in `KubeLoxilbArguments.pools`. They cannot be changed later: kube-loxilb does not look again. */
  readonly addresses: string;
  /** Zone of the kube-loxilb that is meant. @default every one */
  readonly zone?: string;
}

/**
 * A pool of VIPs beside those of kube-loxilb's arguments, as a LoxiURL of type `cidrpool`. Services name it by its name
 * (`loadBalancer.pool` of a gateway).
 */
export class VipPool extends ApiResource {
  readonly addresses: string;
  readonly zone: string | undefined;
  private readonly spec: Readonly<Record<string, string>>;

  /** @throws InvalidFieldError for a pool of which kube-loxilb does not give out every address once */
  constructor(scope: Construct, id: string, props: VipPoolProps) {
    const { addresses, zone, ...metadata } = props;
    super(
      scope,
      id,
      { apiVersion: 'loxiurl.loxilb.io/v1', kind: 'LoxiURL', scope: 'Cluster' },
      { ...metadata, annotations: { ...syncWave('loadBalancer'), ...metadata.annotations } },
    );
    const field = Field.of(this);
    const found = poolProblem(addresses);
    if (found) field.at('addresses').fail(addresses, found.problem, found.cure);
    if (addresses === ANY_ADDRESS_POOL) {
      field
        .at('addresses')
        .fail(addresses, 'needs rights that kube-loxilb gets for its own pools only', 'Put it in pools of KubeLoxilb.');
    }
    if (zone !== undefined) checkZone(field.at('zone'), zone);
    this.addresses = addresses;
    this.zone = zone;
    this.spec = { loxiURL: addresses, type: 'cidrpool', ...(zone === undefined ? {} : { zone }) };
  }

  protected override body(): Readonly<Record<string, unknown>> {
    return { spec: this.spec };
  }
}
