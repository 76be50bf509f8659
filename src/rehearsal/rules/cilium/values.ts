import type { Platform } from '../../../platform';
import { type CiliumChart, ciliumDefault } from '../../../platform/cilium-values';
import { isObject } from '../../admission/defaults';
import type { Cluster } from '../../cluster';
import { kindOf, type StoredObject } from '../../inventory';
import { mapOf } from '../../loadbalancer/kube-loxilb';
import { type Check, perCluster, type Violation } from '../rule';

interface HelmObject extends StoredObject {
  readonly spec?: { readonly chart?: string; readonly valuesContent?: string };
}

const HELM_CHART_CONFIG = kindOf<HelmObject>('helm.cattle.io', 'HelmChartConfig');
const HELM_CHART = kindOf<HelmObject>('helm.cattle.io', 'HelmChart');

/** Helm values of Cilium. */
export class CiliumValues {
  constructor(
    readonly given: Readonly<Record<string, unknown>>,
    readonly chart: CiliumChart,
    private readonly platform: Platform,
    /** The HelmChart or HelmChartConfig that has them; undefined for those of the platform. */
    readonly object: StoredObject | undefined,
  ) {}

  /** The value that is given at a path such as `gatewayAPI.enabled`; undefined if none is. */
  read(path: string): unknown {
    return path
      .split('.')
      .reduce<unknown>(
        (value, key) => (isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined),
        this.given,
      );
  }

  /** False for what the platform file leaves out: it may be set all the same. A chart among the objects has all that is set. */
  isKnown(path: string): boolean {
    return this.object !== undefined || this.read(path) !== undefined;
  }

  /** What the chart works with. */
  inForce(path: string): unknown {
    return this.read(path) ?? ciliumDefault(path, this.chart, this.platform.cilium);
  }

  /** True for a switch that is on, also as text. */
  isOn(path: string): boolean {
    const value = this.inForce(path);
    return value === true || value === 'true';
  }
}

/** Values of each chart of Cilium among the objects, else those of the platform. */
export const allCiliumValues = perCluster(({ inventory, platform }): readonly CiliumValues[] => {
  const given = [
    ...inventory.all(HELM_CHART_CONFIG).filter(({ metadata }) => metadata.name === 'rke2-cilium'),
    ...inventory.all(HELM_CHART).filter(({ spec }) => /(^|\/)(rke2-)?cilium$/.test(spec?.chart ?? '')),
  ].flatMap((object) => {
    const values = mapOf(object.spec?.valuesContent ?? '');
    const isRke2 = object.kind === 'HelmChartConfig' || /rke2-cilium$/.test(object.spec?.chart ?? '');
    return values ? [new CiliumValues(values, isRke2 ? 'rke2-cilium' : 'cilium', platform, object)] : [];
  });
  const { ciliumValues: own, rke2Config } = platform.settings;
  if (given.length > 0 || Object.keys(own).length === 0) return given;
  const chart = rke2Config.cni === 'cilium' ? 'rke2-cilium' : 'cilium';
  return [new CiliumValues(own, chart, platform, undefined)];
});

/** The values in force; undefined if nothing is known of them. */
export function ciliumValues(cluster: Cluster): CiliumValues | undefined {
  return allCiliumValues(cluster)[0];
}

/** What is wrong with values, at the object that has them. */
export type ValuesProblem = Pick<Violation, 'message' | 'cure' | 'severity'>;

/**
 * A check of values of Cilium. What is wrong with those of the platform file is reported at the first of what LoxiLB serves, which
 * suffers from it.
 */
export function valuesCheck(
  verdict: (values: CiliumValues, cluster: Cluster) => ValuesProblem | readonly ValuesProblem[] | undefined,
): Check {
  return (cluster) => {
    const all = allCiliumValues(cluster);
    const [served] = cluster.services;
    const known = all.flatMap((values) => {
      const object = values.object ?? served?.origin;
      return object ? [{ values, object }] : [];
    });
    if (known.length === 0) return undefined;
    return known.flatMap(({ values, object }) => {
      const path = values.object ? 'spec.valuesContent' : '';
      return [verdict(values, cluster) ?? []].flat().map((problem): Violation => ({ object, path, ...problem }));
    });
  };
}
