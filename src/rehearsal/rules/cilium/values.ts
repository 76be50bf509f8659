import { isObject } from '../../admission/defaults';
import type { Cluster } from '../../cluster';
import { kindOf, type StoredObject } from '../../inventory';
import { mapOf } from '../../loadbalancer/kube-loxilb';

interface HelmObject extends StoredObject {
  readonly spec?: { readonly chart?: string; readonly valuesContent?: string };
}

const HELM_CHART_CONFIG = kindOf<HelmObject>('helm.cattle.io', 'HelmChartConfig');
const HELM_CHART = kindOf<HelmObject>('helm.cattle.io', 'HelmChart');

/** Helm values of Cilium. */
export class CiliumValues {
  constructor(
    readonly values: Readonly<Record<string, unknown>>,
    /** The HelmChart or HelmChartConfig that has them; undefined for those of the platform. */
    readonly object: StoredObject | undefined,
  ) {}

  /** The value at a path such as `gatewayAPI.enabled`; undefined if it is not given. */
  read(path: string): unknown {
    return path
      .split('.')
      .reduce<unknown>(
        (value, key) => (isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined),
        this.values,
      );
  }

  /** True for a switch that is given as on, also as text. */
  isOn(path: string): boolean {
    const value = this.read(path);
    return value === true || value === 'true';
  }

  /** True for a switch that is given as off. */
  isOff(path: string): boolean {
    const value = this.read(path);
    return value === false || value === 'false';
  }
}

/** Values of each chart of Cilium among the objects, else those of the platform. */
export function allCiliumValues({ inventory, platform }: Cluster): readonly CiliumValues[] {
  const charts = [
    ...inventory.all(HELM_CHART_CONFIG).filter(({ metadata }) => metadata.name === 'rke2-cilium'),
    ...inventory.all(HELM_CHART).filter(({ spec }) => /(^|\/)(rke2-)?cilium$/.test(spec?.chart ?? '')),
  ];
  const given = charts.flatMap((object) => {
    const values = mapOf(object.spec?.valuesContent ?? '');
    return values ? [new CiliumValues(values, object)] : [];
  });
  const { ciliumValues: own } = platform.settings;
  if (given.length > 0 || Object.keys(own).length === 0) return given;
  return [new CiliumValues(own, undefined)];
}

/** The values in force; undefined if nothing is known of them. */
export function ciliumValues(cluster: Cluster): CiliumValues | undefined {
  return allCiliumValues(cluster)[0];
}
