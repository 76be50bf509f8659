import { KubeLoxilb, LoxilbDaemonSet, type LoxilbDaemonSetProps, Platform } from '../../../src';
import { admit } from '../../../src/rehearsal/admission/admission';
import { isManifest } from '../../../src/rehearsal/manifest';
import { ARTICLE, manifestsOf, refusalOf } from '../../constructs';

const BESIDE = { besideCilium: { reason: 'nodes of their own, without Cilium' } };
const made = (props: LoxilbDaemonSetProps = BESIDE, platform = {}): ReturnType<typeof manifestsOf> =>
  manifestsOf((chart) => new LoxilbDaemonSet(chart, 'loxilb-lb', props), platform);

describe('a LoxilbDaemonSet', () => {
  test('is refused beside Cilium, with the cure', () => {
    const message = /LoxiLB and Cilium both hook into its interfaces.*Use LoxilbNode on hosts outside of the cluster/;
    expect(refusalOf((chart) => new LoxilbDaemonSet(chart, 'l')).message).toMatch(message);
    expect(refusalOf((chart) => new LoxilbDaemonSet(chart, 'l', { besideCilium: { reason: ' ' } })).message).toMatch(
      message,
    );
  });

  test('has the Service by whose name kube-loxilb finds it', () => {
    const [service] = made({ ...BESIDE, bgp: true });
    expect(service).toEqual({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        name: 'loxilb-lb-service',
        namespace: 'kube-system',
        labels: { app: 'loxilb-app' },
        annotations: { 'argocd.argoproj.io/sync-wave': '-4' },
      },
      spec: {
        clusterIP: 'None',
        selector: { app: 'loxilb-app' },
        ports: [
          { name: 'loxilb-app', port: 11111, targetPort: 11111, protocol: 'TCP' },
          { name: 'loxilb-app-bgp', port: 179, targetPort: 179, protocol: 'TCP' },
          { name: 'loxilb-app-gobgp', port: 50051, targetPort: 50051, protocol: 'TCP' },
        ],
      },
    });
  });

  test('leaves the interfaces of CNIs alone, runs on tainted servers of RKE2, and needs one label only', () => {
    const [, daemonSet] = made();
    const { spec } = daemonSet?.spec.template ?? {};
    expect(spec.containers[0].command).toEqual([
      '/root/loxilb-io/loxilb/loxilb',
      '--host=0.0.0.0',
      '--blacklist=cni[0-9a-z]|veth.|flannel.|cali.|tunl.|vxlan[.]calico|cilium_.|lxc.',
      '--egr-hooks',
      '--loglevel=info',
    ]);
    expect(spec.tolerations).toEqual([
      { key: 'node-role.kubernetes.io/control-plane', operator: 'Exists' },
      { key: 'CriticalAddonsOnly', operator: 'Exists' },
    ]);
    expect(spec.nodeSelector).toEqual({ 'node-role.kubernetes.io/control-plane': 'true' });
    expect(spec.containers[0].image).toBe('ghcr.io/loxilb-io/loxilb:v0.9.8.8');
    expect(spec.containers[0].securityContext).toEqual({ privileged: true, capabilities: { add: ['SYS_ADMIN'] } });
  });

  test('keeps its pattern where a program gives none', () => {
    const props: LoxilbDaemonSetProps = JSON.parse('{}');
    const [, daemonSet] = made({ ...BESIDE, ...props, blacklist: undefined } as LoxilbDaemonSetProps);
    expect(daemonSet?.spec.template.spec.containers[0].command[2]).toMatch(/^--blacklist=.*cilium_/);
  });

  test.each([ARTICLE, {}])('is admitted on %j', (platform) => {
    const plain: unknown[] = JSON.parse(JSON.stringify(made(BESIDE, platform)));
    expect(admit(plain.filter(isManifest), new Platform(platform))).toEqual([]);
  });

  test('goes with a kube-loxilb that names no hosts', () => {
    const manifests = manifestsOf((chart) => {
      new LoxilbDaemonSet(chart, 'loxilb-lb', BESIDE);
      new KubeLoxilb(chart, 'kube-loxilb', {
        pools: { defaultPool: '192.168.80.200-192.168.80.220' },
        mode: 'onearm',
        roles: true,
      });
    });
    expect(manifests.map(({ kind }) => kind)).toContain('Deployment');
  });

  test.each<[string, LoxilbDaemonSetProps, RegExp]>([
    ['a moving image', { ...BESIDE, image: 'loxilb:latest' }, /is not pinned/],
    [
      'a pattern that leaves the interfaces of Cilium to LoxiLB',
      { ...BESIDE, blacklist: 'veth.' },
      /leaves cilium_host, .* the node loses its network/,
    ],
    ['a pattern that crashes LoxiLB', { ...BESIDE, blacklist: '(' }, /is no regular expression/],
    ['a namespace that is none', { ...BESIDE, namespace: 'Kube' }, /is not a DNS label/],
  ])('refuses %s', (_, props, message) => {
    expect(refusalOf((chart) => new LoxilbDaemonSet(chart, 'l', props)).message).toMatch(message);
  });
});
