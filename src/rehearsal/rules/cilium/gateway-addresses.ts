import type { Cluster } from '../../cluster';
import { GATEWAY, type Gateway } from '../../controller/api-kinds';
import { each, type Rule, type Verdict } from '../rule';

export const gatewayAddresses: Rule = {
  id: 'cilium/gateway-addresses',
  severity: 'error',
  title: 'A Gateway that LoxiLB serves asks Cilium for an address',
  why: 'Cilium passes spec.addresses on to its own address management, which does not serve LoxiLB, and then waits for that address in the status of the Service. kube-loxilb writes a name there, such as llb-192.168.57.100, so the Gateway is never Programmed.',
  cure: 'Leave spec.addresses out, and set loxilb.io/staticIP or loxilb.io/poolSelect in spec.infrastructure.annotations.',
  source:
    'cilium v1.17.0, operator/pkg/gateway-api/gateway_reconcile.go (setStaticAddressStatus); kube-loxilb v0.9.8.4, util_extip.go',
  check: each(servedGateways, verdict),
};

function servedGateways({ services }: Cluster): readonly Gateway[] {
  return services.flatMap(({ origin }) => (GATEWAY.is(origin) ? [origin] : []));
}

/** The one way that works: the same address by annotation, and a kube-loxilb that writes addresses. */
function verdict(object: Gateway, { kubeLoxilb }: Cluster): Verdict {
  const { addresses = [], infrastructure } = object.spec;
  const [first] = addresses;
  if (!first) return undefined;
  const fixed = infrastructure?.annotations?.['loxilb.io/staticIP'];
  if (addresses.length === 1 && first.value === fixed && kubeLoxilb?.zone === '') return undefined;
  return {
    object,
    path: 'spec.addresses',
    message: `${first.value ?? first.type} is asked of Cilium, and LoxiLB gives the address`,
  };
}
