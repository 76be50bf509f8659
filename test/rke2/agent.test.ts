import type { Construct } from 'constructs';
import { Rke2Agent, type Rke2AgentProps, type Rke2Settings } from '../../src';
import { ARTICLE, chartOn, refusalOf } from '../constructs';
import { addresses, configOf, hostOf, nodeProps } from './nodes';

const agent = (scope: Construct, props: Partial<Rke2AgentProps> = {}, id = 'agent'): Rke2Agent =>
  new Rke2Agent(scope, id, { ...nodeProps(scope, 'kuber-worker-1'), ...props });

const refusal = (props: Partial<Rke2AgentProps>): string => refusalOf((scope) => agent(scope, props), ARTICLE).message;

describe('an agent', () => {
  test('joins at the port of the supervisor, with the token in a file', () => {
    expect(configOf(agent(chartOn(ARTICLE)).host)).toEqual({
      'node-ip': '192.168.100.101',
      'node-name': 'kuber-worker-1',
      selinux: true,
      server: 'https://192.168.100.100:9345',
      'token-file': '/etc/rancher/rke2/token',
    });
  });

  test.each<[string, Partial<Rke2AgentProps>, Record<string, unknown>]>([
    ['another place to join', { server: 'https://k8s.example.com:9345' }, { server: 'https://k8s.example.com:9345' }],
    ['a place in IPv6', { server: 'https://[fd00::1]:9345' }, { server: 'https://[fd00::1]:9345' }],
    ['another file of the token', { tokenFile: '/run/token' }, { 'token-file': '/run/token' }],
    ['options by their key', { settings: { debug: true } }, { debug: true }],
    [
      'flags of the kubelet',
      { kubeletArgs: { 'max-pods': 500 }, nodeCidrMaskSize: 22 },
      { 'kubelet-arg': ['max-pods=500'] },
    ],
  ])('can have %s', (_, props, config) => {
    expect(configOf(agent(chartOn(ARTICLE), props).host)).toMatchObject(config);
  });

  test('joins at an address of IPv6 in brackets', () => {
    const plan = addresses({
      networks: { nodes: 'fd00:1::/64', vips: '192.168.57.0/24' },
      nodes: {},
      apiEndpoint: 'fd00:1::1',
    });
    expect(agent(chartOn(ARTICLE), { addresses: plan }).config.server).toBe('https://[fd00:1::1]:9345');
  });

  test('starts if RKE2 is in the image, and the server never does', () => {
    expect(agent(chartOn(ARTICLE), { start: true }).host.commands).toEqual([
      ['systemctl', 'mask', 'rke2-server.service'],
      ['systemctl', 'enable', '--now', 'rke2-agent.service'],
    ]);
  });

  test.each<[string, Partial<Rke2AgentProps>, string]>([
    [
      'at the API server',
      { server: 'https://192.168.100.100:6443' },
      `server: "https://192.168.100.100:6443" has the port of the API server; RKE2's nodes join at 9345. Write "https://192.168.100.100:9345".`,
    ],
    ['without a port', { server: 'https://192.168.100.100' }, 'has another port than 9345'],
    ['at another port', { server: 'https://a:443' }, 'Write "https://a:9345".'],
    ['by http', { server: 'http://192.168.100.100:9345' }, 'is not https. Write "https://192.168.100.100:9345".'],
    ['without a scheme', { server: '192.168.100.100:9345' }, 'is not https. Write "https://192.168.100.100:9345".'],
    ['at a path', { server: 'https://a:9345/x' }, 'is no address of a server'],
    [
      'with more pods than addresses',
      { kubeletArgs: { 'max-pods': 300 } },
      'or a smaller nodeCidrMaskSize to all nodes',
    ],
  ])('is refused %s', (_, props, message) => {
    expect(refusal(props)).toContain(message);
  });

  test.each<Rke2Settings>([
    { 'write-kubeconfig-mode': '0600' },
    { 'tls-san': ['a'] },
    { cni: 'cilium' },
    { 'disable-kube-proxy': true },
    { 'ingress-controller': 'none' },
    { 'cluster-cidr': '10.42.0.0/16' },
    { 'etcd-arg': ['a=b'] },
    { 'kube-apiserver-arg': ['a=b'] },
    { 'etcd-snapshot-retention': 3 },
    { 'service-node-port-range': '30000-32767' },
  ])('is refused with an option of servers: %j', (settings) => {
    expect(refusal({ settings })).toContain('is an option of servers, and an agent skips it. Give it to Rke2Server.');
  });

  test('is refused with the name of another node, unless RKE2 adds an id', () => {
    const twice = (withNodeId: boolean) => (scope: Construct) => {
      const plan = addresses();
      agent(scope, { addresses: plan, withNodeId });
      agent(scope, { addresses: plan, withNodeId, host: hostOf(scope, 'w2'), nodeName: 'kuber-worker-1' }, 'b');
    };
    expect(refusalOf(twice(false), ARTICLE).message).toContain('is the name of chart/agent as well');
    expect(() => twice(true)(chartOn(ARTICLE))).not.toThrow();
  });
});
