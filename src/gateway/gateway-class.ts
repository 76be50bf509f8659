import { ApiResource } from '../resource';
import { checkDnsSubdomain } from '../resource/checks';
import type { Field } from '../resource/field';
import type { CiliumGatewayClass } from './cilium-gateway-class';

/** A GatewayClass: the construct that makes it, or the name of one that is made elsewhere (`cilium` by Cilium's chart). */
export type GatewayClassReference = string | CiliumGatewayClass;

/** @throws InvalidFieldError for a name that no GatewayClass can have, and for a construct of another app or kind */
export function gatewayClassName(field: Field, reference: GatewayClassReference): string {
  if (typeof reference === 'string') {
    checkDnsSubdomain(field, reference);
    return reference;
  }
  if (!ApiResource.isApiResource(reference)) {
    field.fail(reference, 'is no GatewayClass', 'Give a CiliumGatewayClass, or the name of a class.');
  }
  const { name, apiObject, node } = reference;
  if (apiObject.kind !== 'GatewayClass') {
    field.fail(name, `is a ${apiObject.kind}`, 'Give a CiliumGatewayClass, or the name of a class.');
  }
  if (node.root !== field.construct.node.root) {
    field.fail(name, 'belongs to another app', `Give its name, "${name}", for a class that is made elsewhere.`);
  }
  return name;
}
