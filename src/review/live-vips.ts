import { contains, rangeOf } from '../platform/ip-range';
import { GATEWAY } from '../rehearsal/controller/api-kinds';
import type { StoredObject } from '../rehearsal/inventory';
import { handedOut, handedOut6 } from '../rehearsal/loadbalancer/ip-pool';
import { askedFor, LoadBalancer } from '../rehearsal/loadbalancer/load-balancer';
import type { LoxilbService } from '../rehearsal/loadbalancer/loxilb-service';
import { gatewayClassChanged } from '../rehearsal/rules/diff/gateway-class-changed';
import { subjectOf } from './change';
import { classChanges } from './class-changes';
import type { Sides } from './sides';

/** VIPs of both sides, by what the Service is made for. */
export class Vips {
  private readonly live: LoadBalancer | undefined;
  private readonly old = new Map<string, string>();
  /** Gateways whose live Service keeps its class, and with it its VIP. */
  private readonly keptClass: ReadonlySet<string>;

  constructor(private readonly sides: Sides) {
    const { before, after } = sides;
    for (const { origin } of before.cluster.services) {
      const vip = before.loadBalancer?.vipOf(origin);
      if (vip !== undefined) this.old.set(subjectOf(origin), vip);
    }
    this.keptClass = new Set(
      classChanges(sides).flatMap(({ rule, subject }) => (rule === gatewayClassChanged.id ? [subject] : [])),
    );
    const { kubeLoxilb, services } = after.cluster;
    const kept = (origin: StoredObject): string | undefined => this.old.get(subjectOf(origin));
    this.live = kubeLoxilb && new LoadBalancer(services, kubeLoxilb, after.platform.settings.nodes, kept);
  }

  /** As it is; undefined where nothing is known. */
  was(service: LoxilbService): string | undefined {
    return this.old.get(subjectOf(service.origin)) ?? askedFor(service).at(-1);
  }

  /** In a cluster that is made anew of the newer manifests. */
  anew(service: LoxilbService): string | undefined {
    return this.sides.after.loadBalancer?.vipOf(service.origin) ?? askedFor(service).at(-1);
  }

  /** In the live cluster. */
  now(origin: StoredObject): string | undefined {
    const subject = subjectOf(origin);
    if (this.keptClass.has(subject)) return this.old.get(subject);
    return this.live?.vipOf(origin) ?? staticAddress(origin);
  }

  /** True where the newer kube-loxilb could still give the address out. */
  isInPool(vip: string): boolean {
    const { kubeLoxilb } = this.sides.after.cluster;
    const address = rangeOf(vip);
    if (!kubeLoxilb || !address) return false;
    const ranges = [
      ...[...kubeLoxilb.pools.values()].map(handedOut),
      ...[...kubeLoxilb.pools6.values()].map(handedOut6),
    ];
    return ranges.some((range) => range !== undefined && range.family === address.family && contains(range, address));
  }
}

/** The address that a Gateway asks for. */
export function staticAddress(origin: StoredObject): string | undefined {
  return GATEWAY.is(origin) ? origin.spec.infrastructure?.annotations?.['loxilb.io/staticIP'] : undefined;
}
