import { nearest } from '../../../platform/nearest';
import type { Cluster } from '../../cluster';
import type { KubeLoxilbConfig } from '../../loadbalancer/kube-loxilb';
import { each, type Rule, type Violation } from '../rule';

export const configKey: Rule = {
  id: 'kube-loxilb/config-key',
  severity: 'error',
  title: 'The file of kube-loxilb has a key that it does not know',
  why: 'The file of --config is read strictly: one unknown key, or a text that is no YAML, ends kube-loxilb at once.',
  cure: 'Correct the key, or leave it out.',
  source: 'kube-loxilb v0.9.8.4, cmd/loxilb-agent/config.go (UnmarshalStrict)',
  check: each(files, ({ object, key, values }): readonly Violation[] => {
    const path = `data[${key}]`;
    if (!values) return [{ object, path, message: 'is no map of keys in YAML: kube-loxilb ends at once' }];
    return Object.keys(values).flatMap((name): Violation[] => {
      if (KEYS.includes(name)) return [];
      const near = nearest(name, KEYS);
      const cure = near === undefined ? {} : { cure: `Did you mean ${near}?` };
      return [{ object, path, message: `${name} is no key: kube-loxilb ends at once`, ...cure }];
    });
  }),
};

function files({ kubeLoxilbs }: Cluster): readonly KubeLoxilbConfig[] {
  return kubeLoxilbs.flatMap(({ config }) => config ?? []);
}

const KEYS: readonly string[] = [
  'clientConnection',
  'hostProcPathPrefix',
  'withNamespace',
  'loxiURL',
  'nodePortServiceVirtIP',
  'loxilbLoadBalancerClass',
  'gatewayAPI',
  'loxilbGatewayClass',
  'externalCIDR',
  'cidrPools',
  'cidr6Pools',
  'extBGPPeers',
  'setBGP',
  'listenBGPPort',
  'eBGPMultiHop',
  'setLBMode',
  'setExclIPAM',
  'monitor',
  'appendEPs',
  'setRoles',
  'zone',
  'excludeRoleList',
  'privateCIDR',
  'enableBGPCRDs',
  'numZoneInstances',
  'usePodNetwork',
  'useExternalEndpoint',
  'noZoneName',
];
