import { isLoxilbKey } from '../../../platform/annotation-problem';
import type { Cluster } from '../../cluster';
import { GATEWAY, SERVICE, type Service } from '../../controller/api-kinds';
import type { StoredObject } from '../../inventory';
import type { LoxilbService } from '../../loadbalancer/loxilb-service';
import { perCluster } from '../rule';

/** Annotations that reach kube-loxilb. */
export interface Annotated {
  readonly object: StoredObject;
  readonly annotations: Readonly<Record<string, string>>;
  /** `metadata.annotations` of a Service, `spec.infrastructure.annotations` of a Gateway. */
  readonly path: string;
}

/** Gateways and Services with annotations of LoxiLB. */
export const annotatedObjects = perCluster(({ inventory }): readonly Annotated[] => {
  const gateways = inventory.all(GATEWAY).map((object) => ({
    object,
    annotations: object.spec.infrastructure?.annotations ?? {},
    path: 'spec.infrastructure.annotations',
  }));
  const services = inventory.all(SERVICE).map((object) => ({
    object,
    annotations: object.metadata.annotations ?? {},
    path: 'metadata.annotations',
  }));
  return [...gateways, ...services].filter(({ annotations }) => Object.keys(annotations).some(isLoxilbKey));
});

/** An annotation of LoxiLB by its name behind the slash. */
export function settingOf({ annotations }: Pick<Annotated, 'annotations'>, name: string): string | undefined {
  const key = `loxilb.io/${name}`;
  return Object.hasOwn(annotations, key) ? annotations[key] : undefined;
}

/** Where an annotation stands. */
export function placeOf({ path }: Pick<Annotated, 'path'>, name: string): string {
  return `${path}[loxilb.io/${name}]`;
}

/** What kube-loxilb serves, as something with annotations. */
export interface Served extends Annotated {
  readonly service: LoxilbService;
  /** The mode that is in force; undefined if nothing is known of kube-loxilb and the Service names none. */
  readonly mode: string | undefined;
}

/** Services of LoxiLB's class, and those of Gateways. */
export const servedServices = perCluster(({ services, kubeLoxilb }): readonly Served[] =>
  services.map((service) => {
    const { origin: object, annotations, annotationsPath: path } = service;
    return { object, annotations, path, service, mode: settingOf({ annotations }, 'lbmode') ?? kubeLoxilb?.mode };
  }),
);

/** Services of type LoadBalancer that kube-loxilb serves, as they are in the manifests. */
export function ownServices({ services }: Cluster): readonly Service[] {
  return services.flatMap(({ origin }) => (SERVICE.is(origin) ? [origin] : []));
}
