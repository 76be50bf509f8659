import { kubeLoxilb } from '../rules/documents';
import { play } from '../rules/example';

/** A kube-loxilb with a config file beside its flags. */
function withFile(text: string, ...flags: readonly string[]): ReturnType<typeof play> {
  return play(
    `${kubeLoxilb(
      [...flags, '--config=/etc/loxilb/kube-loxilb.conf'],
      'volumeMounts: [{ name: config, mountPath: /etc/loxilb }],',
      'volumes: [{ name: config, configMap: { name: kube-loxilb } }],',
    )}---
apiVersion: v1
kind: ConfigMap
metadata: { name: kube-loxilb, namespace: kube-system }
data: { kube-loxilb.conf: ${JSON.stringify(text)} }
`,
  );
}

describe('the file of kube-loxilb', () => {
  test('wins over flags, except lists', () => {
    const { cluster } = withFile(
      'setLBMode: 1\nzone: north\nsetExclIPAM: true\ncidrPools: ["defaultPool=10.0.0.5/32"]\n',
      '--setLBMode=2',
      '--cidrPools=defaultPool=10.0.0.9/32',
    );
    expect(cluster.kubeLoxilb).toMatchObject({
      mode: 'onearm',
      zone: 'north',
      uniqueIp: true,
      pools: new Map([['defaultPool', '10.0.0.9/32']]),
    });
  });

  test('has the pools where no flag does', () => {
    const { cluster } = withFile('cidrPools: ["a=10.0.0.5/32", "b=10.0.0.6/32"]');
    expect([...(cluster.kubeLoxilb?.pools ?? [])]).toEqual([
      ['a', '10.0.0.5/32'],
      ['b', '10.0.0.6/32'],
    ]);
  });

  test.each(['[{', '- a', 'a: &x [*x, *x]\nb: [*x'])('is reported if it is no map in YAML: %s', (text) => {
    const rules = withFile(text, '--cidrPools=defaultPool=10.0.0.9/32').findings.map(({ rule }) => rule);
    expect(rules).toEqual(['kube-loxilb/config-key']);
  });
});
