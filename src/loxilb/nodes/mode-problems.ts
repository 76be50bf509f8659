import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { platformOf } from '../../resource';

const ANNOTATION = 'loxilb.io/lbmode';

/** Modes in which a connection can go on at the other host (kube-loxilb, docs of HA; loxilb, pkg/loxinet/rules.go). */
const SYNCHRONIZED: readonly unknown[] = ['fullnat', 'default'];

/**
 * Messages on gateways and Services in whose mode synchronized connections are lost with their host: the annotation overrides what
 * kube-loxilb was told.
 *
 * @param node a LoxiLB that synchronizes: objects of the same app and platform are looked at
 */
export function modeProblems(node: IConstruct): string[] {
  const platform = platformOf(node);
  return node.node.root.node.findAll().flatMap((construct) => {
    if (!ApiObject.isApiObject(construct) || !/^(Gateway|Service)$/.test(construct.kind)) return [];
    const mode = platformOf(construct) === platform ? modeOf(construct) : undefined;
    if (mode === undefined || SYNCHRONIZED.includes(mode)) return [];
    return `cluster: connections are synchronized, and ${construct.kind} ${construct.name} has the mode ${JSON.stringify(mode)}, in which they are lost with their host all the same. Give it "fullnat" or "default": LoxilbTopology has it as loadBalancer.`;
  });
}

function modeOf(object: ApiObject): unknown {
  const json: unknown = object.toJson();
  const path = object.kind === 'Gateway' ? ['spec', 'infrastructure', 'annotations'] : ['metadata', 'annotations'];
  let value = json;
  for (const key of [...path, ANNOTATION]) value = isMap(value) ? value[key] : undefined;
  return value;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
