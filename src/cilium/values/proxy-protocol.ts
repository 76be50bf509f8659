import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { platformOf } from '../../resource';
import { isTree } from './values-tree';

const CONTROLLER = 'io.cilium/gateway-controller';
const GROUP = 'gateway.networking.k8s.io/';
const ANNOTATION = 'loxilb.io/useproxyprotov2';

/**
 * Messages on gateways of Cilium where LoxiLB does not send the PROXY protocol and Envoy demands it, or the other way round.
 * Cilium has one setting for all listeners of all gateways (cilium v1.20, operator/pkg/gateway-api/cell.go).
 *
 * @param values what the setting belongs to: gateways of the same app and platform are looked at
 */
export function proxyProtocolProblems(values: IConstruct, demanded: boolean): string[] {
  const platform = platformOf(values);
  const objects = values.node.root.node
    .findAll()
    .filter(ApiObject.isApiObject)
    .filter((object) => object.apiVersion.startsWith(GROUP) && platformOf(object) === platform);
  const classes = new Set(['cilium']);
  for (const object of objects.filter(({ kind }) => kind === 'GatewayClass')) {
    if (specOf(object).controllerName === CONTROLLER) classes.add(object.name);
  }
  return objects.flatMap((object) => {
    const { gatewayClassName, infrastructure } = specOf(object);
    if (object.kind !== 'Gateway' || typeof gatewayClassName !== 'string' || !classes.has(gatewayClassName)) return [];
    const annotations = isTree(infrastructure) ? infrastructure.annotations : undefined;
    const sent = isTree(annotations) && annotations[ANNOTATION] === 'yes';
    if (sent === demanded) return [];
    const place = `values.gatewayAPI.enableProxyProtocol: ${demanded}`;
    return sent
      ? `${place} leaves Envoy without an eye for the PROXY protocol that LoxiLB sends to Gateway ${object.name}. Turn it on, with loadBalancer.proxyProtocolV2 on every gateway, or take that from the gateway.`
      : `${place} makes Envoy refuse what LoxiLB sends to Gateway ${object.name} without the PROXY protocol. Set loadBalancer.proxyProtocolV2 of every gateway, or leave this out.`;
  });
}

function specOf(object: ApiObject): Readonly<Record<string, unknown>> {
  const json: unknown = object.toJson();
  return isTree(json) && isTree(json.spec) ? json.spec : {};
}
