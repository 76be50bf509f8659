import type { ApiResource } from '../resource';
import { checkDnsSubdomain } from '../resource/checks';
import type { Field } from '../resource/field';

/** A GatewayClass: the construct that makes it, or the name of one that is made elsewhere (`cilium` by Cilium's chart). */
export type GatewayClassReference = string | Pick<ApiResource, 'name'>;

/** @throws InvalidFieldError for a name that no GatewayClass can have */
export function gatewayClassName(field: Field, reference: GatewayClassReference): string {
  const name = typeof reference === 'string' ? reference : reference.name;
  checkDnsSubdomain(field, name);
  return name;
}
