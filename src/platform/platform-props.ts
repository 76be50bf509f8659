import type { Platform, PlatformProps } from './platform';

/** The versions of a platform and what is known of it, as the props by which it can be made again. */
export function platformProps({ kubernetes, cilium, kubeLoxilb, gatewayApi, settings }: Platform): PlatformProps {
  const { ciliumValues, rke2Config, kubeLoxilbArgs, nodes, nodeCount, complete, network, implementation, rke2 } =
    settings;
  const known = (value: Readonly<Record<string, unknown>> | undefined): boolean =>
    value !== undefined && Object.keys(value).length > 0;
  return {
    kubernetes,
    gatewayApi: { version: gatewayApi.version, channel: gatewayApi.channel },
    cilium: { version: cilium, ...(known(ciliumValues) ? { values: ciliumValues } : {}) },
    loxilb: {
      kubeLoxilb,
      ...(known(kubeLoxilbArgs) ? { args: kubeLoxilbArgs } : {}),
      ...(nodes ? { nodes: [...nodes] } : nodeCount === undefined ? {} : { nodes: nodeCount }),
    },
    ...(known(rke2Config) || rke2 !== undefined
      ? {
          rke2: {
            ...(rke2 === undefined ? {} : { version: rke2 }),
            ...(known(rke2Config) ? { config: rke2Config } : {}),
          },
        }
      : {}),
    ...(complete.size > 0 ? { complete: [...complete] } : {}),
    ...(network === undefined ? {} : { network }),
    ...(implementation === undefined ? {} : { implementation }),
  };
}
