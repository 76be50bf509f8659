import type { Cluster } from '../../cluster';
import { GATEWAY_API_GROUP } from '../../controller/api-kinds';
import { kindOf, type StoredObject } from '../../inventory';
import { each, type Rule } from '../rule';

export const betaVersion: Rule = {
  id: 'gateway/beta-version',
  severity: 'warning',
  title: 'An object is of version v1beta1, and there is v1',
  why: 'v1beta1 of these kinds is kept for those that have not changed yet, and will not be served some day. Whoever reads the object from the cluster gets v1, so that comparisons never come to rest.',
  cure: 'Write gateway.networking.k8s.io/v1: the fields are the same.',
  source: 'Gateway API v1.0.0, GatewayClass, Gateway and HTTPRoute at v1; later ReferenceGrant at v1',
  check: each(objects, (object, { platform }) => {
    if (!object.apiVersion.endsWith('/v1beta1')) return undefined;
    if (platform.gatewayApi.tryApiVersion(object.kind) !== `${GATEWAY_API_GROUP}/v1`) return undefined;
    return { object, path: 'apiVersion', message: `${object.kind} is at v1` };
  }),
};

const KINDS = ['GatewayClass', 'Gateway', 'HTTPRoute', 'ReferenceGrant'].map((kind) => kindOf(GATEWAY_API_GROUP, kind));

function objects({ inventory }: Cluster): readonly StoredObject[] {
  return KINDS.flatMap((kind) => inventory.all(kind));
}
