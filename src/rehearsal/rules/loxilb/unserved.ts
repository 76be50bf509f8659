import { LOAD_BALANCER_CLASS_ANNOTATION, LOXILB_CLASS } from '../../../platform';
import { nearest } from '../../../platform/nearest';
import type { Cluster } from '../../cluster';
import { GATEWAY, GATEWAY_CLASS, type Gateway, SERVICE } from '../../controller/api-kinds';
import { kindOf } from '../../inventory';
import { each, type Rule, type Verdict } from '../rule';
import { type Annotated, annotatedObjects } from './annotated';
import { changesAtAdmission } from './class-annotation';

export const unserved: Rule = {
  id: 'loxilb/unserved',
  severity: 'error',
  title: 'Something is meant for LoxiLB, and nothing gives it the class',
  why: 'kube-loxilb serves Services with spec.loadBalancerClass loxilb.io/loxilb and no others. Annotations do not change that: the Service stays at <pending>, and kube-loxilb says nothing.',
  cure: 'Set spec.loadBalancerClass of the Service; for a Gateway, use a GatewayClass whose CiliumGatewayClassConfig has it.',
  source: 'kube-loxilb v0.9.8.4, loadbalancer.go; cilium v1.18.0, translator.go',
  check: each(meantForLoxilb, verdict),
};

/** What has annotations of LoxiLB, and Services of a class that is nearly its own. */
function meantForLoxilb(cluster: Cluster): readonly Pick<Annotated, 'object' | 'annotations'>[] {
  const annotated = annotatedObjects(cluster);
  const known = new Set(annotated.map(({ object }) => object));
  const classed = cluster.inventory.all(SERVICE).filter((service) => {
    const { loadBalancerClass } = service.spec ?? {};
    return (
      !known.has(service) && loadBalancerClass !== undefined && nearest(loadBalancerClass, [LOXILB_CLASS]) !== undefined
    );
  });
  return [...annotated, ...classed.map((object) => ({ object, annotations: {} }))];
}

const CONFIG = kindOf('cilium.io', 'CiliumGatewayClassConfig');

function verdict({ object, annotations }: Pick<Annotated, 'object' | 'annotations'>, cluster: Cluster): Verdict {
  if (Object.hasOwn(annotations, 'loxilb.io/multus-nets')) return undefined;
  if (cluster.serves(object)) return undefined;
  if (SERVICE.is(object)) {
    const { type, loadBalancerClass } = object.spec ?? {};
    if (type !== 'LoadBalancer') {
      return {
        object,
        path: 'spec.type',
        message: 'has annotations of LoxiLB, and is no Service of type LoadBalancer',
      };
    }
    // Another class is somebody else's, with annotations left over; without one a webhook may set it.
    if (loadBalancerClass === undefined && changesAtAdmission(cluster)) return undefined;
    const is = loadBalancerClass === undefined ? 'has no class' : `has the class ${loadBalancerClass}`;
    const message = `${is}, and kube-loxilb serves ${LOXILB_CLASS} alone`;
    // A webhook that others installed may set a class where there is none.
    const severity = loadBalancerClass === undefined && !cluster.platform.isComplete() ? 'warning' : 'error';
    return { object, path: 'spec.loadBalancerClass', message, severity };
  }
  return GATEWAY.is(object) ? ofGateway(object, annotations, cluster) : undefined;
}

function ofGateway(gateway: Gateway, annotations: Annotated['annotations'], cluster: Cluster): Verdict {
  const { inventory, platform } = cluster;
  if (!platform.implementation.ways.external || changesAtAdmission(cluster)) return undefined;
  const { gatewayClassName: name } = gateway.spec;
  const owner = inventory.findCluster(GATEWAY_CLASS, name);
  const path = 'spec.gatewayClassName';
  if (!platform.hasGatewayClassConfig) {
    if (Object.hasOwn(annotations, LOAD_BALANCER_CLASS_ANNOTATION)) return undefined;
    if (cluster.kubeLoxilbs.length === 0 && !platform.isComplete()) return undefined;
    const message = `Cilium ${platform.cilium} gives its Service no class, and nothing at admission does`;
    return {
      object: gateway,
      path,
      message,
      cure: 'Add a MutatingAdmissionPolicy or a webhook that sets the class, or use Cilium 1.18 or newer.',
    };
  }
  // A class that is not given may name the parameters: that of Cilium's chart does not.
  if (!owner && !platform.implementation.classes.includes(name)) return undefined;
  const { parametersRef } = owner?.spec ?? {};
  const { name: config = '', namespace = '' } = parametersRef ?? {};
  if (parametersRef && !inventory.isGiven(CONFIG, namespace, config)) return undefined;
  if (owner && owner.spec.controllerName !== platform.implementation.controllerName) return undefined;
  const message = parametersRef
    ? `CiliumGatewayClassConfig ${namespace}/${config} of the class does not give its Service LoxiLB's class`
    : `the class ${name} has no parameters, so the Service of the Gateway gets no load-balancer class`;
  // One that is not given may have been made otherwise than by the chart.
  if (!owner && !platform.isComplete()) return { object: gateway, path, message, severity: 'warning' };
  return { object: gateway, path, message };
}
