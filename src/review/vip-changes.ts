import { GATEWAY, type Gateway } from '../rehearsal/controller/api-kinds';
import { askedFor } from '../rehearsal/loadbalancer/load-balancer';
import type { LoxilbService } from '../rehearsal/loadbalancer/loxilb-service';
import { gatewayAdded } from '../rehearsal/rules/diff/gateway-added';
import { gatewayRemoved } from '../rehearsal/rules/diff/gateway-removed';
import { serviceAdded } from '../rehearsal/rules/diff/service-added';
import { serviceRecreated } from '../rehearsal/rules/diff/service-recreated';
import { vipGone } from '../rehearsal/rules/diff/vip-gone';
import { vipMoved } from '../rehearsal/rules/diff/vip-moved';
import { vipNotKept } from '../rehearsal/rules/diff/vip-not-kept';
import { type Change, changeOf, subjectOf } from './change';
import { staticAddress, type Vips } from './live-vips';
import { objectPairs, type Pair, type Sides, servicePairs } from './sides';

/**
 * Gateways that come and go, and what becomes of VIPs. A Service that stays keeps the address in its status, whatever the pools are by
 * then: only a Service that is made anew, or asks for an address itself, gets another one.
 */
export function vipChanges(sides: Sides, vips: Vips): readonly Change[] {
  return [...gatewayChanges(sides, vips), ...servicePairs(sides).flatMap((pair) => serviceChange(pair, vips))];
}

function gatewayChanges(sides: Sides, vips: Vips): readonly Change[] {
  const pairs = objectPairs(sides, GATEWAY);
  const added = new Map(pairs.flatMap(({ was, is }) => (is && !was ? [[specOf(is), is] as const] : [])));
  const renamed = new Set<Gateway>();
  const gone = pairs.flatMap(({ subject, was, is }): Change[] => {
    if (!was || is) return [];
    const vip = sides.before.loadBalancer?.vipOf(was) ?? staticAddress(was);
    const same = added.get(specOf(was));
    if (same && !renamed.has(same)) {
      renamed.add(same);
      return [changeOf(serviceRecreated, subject, recreated(subjectOf(same), vip, vips.now(same)))];
    }
    return [
      changeOf(gatewayRemoved, subject, `is gone, and ${vip === undefined ? 'its VIP' : `its VIP ${vip}`} with it`),
    ];
  });
  const come = pairs.flatMap(({ subject, was, is }): Change[] => {
    if (was || !is || renamed.has(is)) return [];
    const vip = vips.now(is);
    return [changeOf(gatewayAdded, subject, `is new${vip === undefined ? '' : `, at ${vip}`}`)];
  });
  return [...gone, ...come];
}

/** Gateways of one specification in different places are one that was renamed. */
function specOf({ spec }: Gateway): string {
  return JSON.stringify([spec.gatewayClassName, spec.listeners]);
}

function recreated(name: string, vip: string | undefined, next: string | undefined): string {
  const address =
    vip === undefined || next === undefined
      ? 'its VIP may be another one'
      : vip === next
        ? `its VIP ${vip} is free in between`
        : `its VIP moves from ${vip} to ${next}`;
  return `is gone, and ${name} is new with the same listeners: its Service is made anew, live sessions drop, and ${address}`;
}

function serviceChange({ subject, was, is }: Pair<LoxilbService>, vips: Vips): readonly Change[] {
  if (!was) return is && is.origin.kind === 'Service' ? [changeOf(serviceAdded, subject, added(is, vips))] : [];
  const vip = vips.was(was);
  if (!is) {
    // A Gateway that is gone was told of, and one of another class is.
    if (was.origin.kind !== 'Service') return [];
    return [
      changeOf(
        vipGone,
        subject,
        `is served by LoxiLB no more, and ${vip === undefined ? 'its VIP' : `its VIP ${vip}`} is gone`,
      ),
    ];
  }
  if (vip === undefined) return [];
  const asked = askedFor(is);
  if (asked.includes(vip)) return [];
  if (asked.length > 0) {
    return [
      changeOf(
        vipMoved,
        subject,
        `the VIP moves from ${vip} to ${asked.join(', ')}: the live Service has both until it is made anew, and then the new one alone`,
      ),
    ];
  }
  const anew = vips.anew(is);
  if (anew === vip) return [];
  const gets = anew === undefined ? 'none' : anew;
  const [why, severity] = vips.isInPool(vip)
    ? (['', 'info'] as const)
    : ([', which is in no pool any more', 'warning'] as const);
  return [
    changeOf(
      vipNotKept,
      subject,
      `keeps its VIP ${vip}${why}, as long as its Service is there; one that is made anew of these manifests gets ${gets}`,
      anew === undefined ? 'warning' : severity,
    ),
  ];
}

function added({ origin, ports }: LoxilbService, vips: Vips): string {
  const vip = vips.now(origin);
  const list = ports.map(({ protocol, port }) => `${protocol} ${port}`).join(', ');
  return `is new${vip === undefined ? '' : `, at ${vip}`}${list === '' ? '' : `, with ${list}`}`;
}
