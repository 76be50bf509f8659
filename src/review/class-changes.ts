import { LOXILB_CLASS } from '../platform';
import type { Rehearsal } from '../rehearsal';
import { GATEWAY, GATEWAY_CLASS, type Gateway } from '../rehearsal/controller/api-kinds';
import { type GatewayServiceSettings, settingsOf } from '../rehearsal/loadbalancer/services';
import { gatewayClassChanged } from '../rehearsal/rules/diff/gateway-class-changed';
import { serviceTypeChanged } from '../rehearsal/rules/diff/service-type-changed';
import { type Change, changeOf, subjectOf } from './change';
import { pairs, type Sides } from './sides';

interface Placed {
  readonly gateway: Gateway;
  readonly controller: string;
  /** Undefined where the controller of the platform does not make its Service. */
  readonly settings: GatewayServiceSettings | undefined;
}

/** Load balancers that the Services of Gateways are given to: Cilium leaves the class of a live one as it is. */
export function classChanges(sides: Sides): readonly Change[] {
  return pairs(placed(sides.before), placed(sides.after), ({ gateway }) => subjectOf(gateway)).flatMap(
    ({ subject, was, is }): Change[] => {
      if (!was || !is) return [];
      const [old, young] = [was.settings, is.settings];
      if (!old && !young) return [];
      if (!old || !young) {
        const message = `its controller is ${is.controller} in place of ${was.controller}: its Service is left to nobody, or made anew`;
        return [changeOf(gatewayClassChanged, subject, message)];
      }
      if (old.type !== young.type) {
        const vip = sides.before.loadBalancer?.vipOf(was.gateway);
        const gone = vip === undefined ? '' : `, and its VIP ${vip} is gone`;
        return [changeOf(serviceTypeChanged, subject, `its Service changes from ${old.type} to ${young.type}${gone}`)];
      }
      if (old.loadBalancerClass === young.loadBalancerClass) return [];
      const message = `its Service is for ${named(old)} and would be for ${named(young)}, but a live Service keeps its class`;
      return [changeOf(gatewayClassChanged, subject, message)];
    },
  );
}

function named({ loadBalancerClass }: GatewayServiceSettings): string {
  if (loadBalancerClass === LOXILB_CLASS) return `LoxiLB (${LOXILB_CLASS})`;
  return loadBalancerClass === undefined ? 'no class' : loadBalancerClass;
}

function placed({ cluster, platform }: Rehearsal): readonly Placed[] {
  const { inventory, controller } = cluster;
  const controllers = new Map(
    inventory.all(GATEWAY_CLASS).map(({ metadata, spec }) => [metadata.name, spec.controllerName]),
  );
  const own = new Map(controller.gateways.all.map((controlled) => [controlled.gateway, controlled]));
  return inventory.all(GATEWAY).map((gateway) => {
    const controlled = own.get(gateway);
    const { gatewayClassName } = gateway.spec;
    return {
      gateway,
      controller: controllers.get(gatewayClassName) ?? `that of class ${gatewayClassName}`,
      settings:
        controlled && platform.implementation.ways.external
          ? settingsOf(controlled, inventory, controller.gateways, platform)
          : undefined,
    };
  });
}
