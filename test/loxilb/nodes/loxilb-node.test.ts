import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { App } from 'cdk8s';
import { parse } from 'yaml';
import { Host, InvalidFieldError, LoxilbNode, type LoxilbNodeProps } from '../../../src';
import { readByAll } from '../../yaml-parsers';

type Options = Partial<Omit<LoxilbNodeProps, 'host'>>;

function node(options: Options = {}): LoxilbNode {
  const host = new Host(new App(), 'llb1');
  return new LoxilbNode(host, 'LoxiLB', { host, address: '192.168.57.7', ...options });
}

const textOf = ({ host }: LoxilbNode, path: string): string => {
  const file = host.files.find((each) => each.path === path);
  if (!file) throw new Error(`no ${path}`);
  return file.content;
};

/** The article's first host: cluster, number, BFD. */
const PAIR: Options = {
  cluster: ['192.168.58.111'],
  self: 0,
  keepAlive: { remote: '192.168.58.111', own: '192.168.58.110' },
};

describe('a LoxilbNode', () => {
  test('has the arguments of the article, and listens for kube-loxilb only', () => {
    expect(node(PAIR).flags).toEqual([
      '--cluster=192.168.58.111',
      '--self=0',
      '--ka=192.168.58.111:192.168.58.110',
      '--host=192.168.57.7',
      '--loglevel=info',
    ]);
  });

  test('is a unit that runs the container of the article, pinned and without a terminal', () => {
    expect(textOf(node(PAIR), '/etc/systemd/system/loxilb.service')).toBe(`[Unit]
Description=LoxiLB load balancer
Documentation=https://docs.loxilb.io/
Wants=network-online.target
After=network-online.target
AssertKernelVersion=>=5.15

[Service]
Restart=always
RestartSec=5
# The first start pulls the image.
TimeoutStartSec=300
ExecStartPre=-/usr/bin/podman rm --force loxilb
ExecStart=/usr/bin/podman run --rm --name loxilb \\
  --privileged --network host --user root \\
  --volume /dev/log:/dev/log \\
  ghcr.io/loxilb-io/loxilb:v0.9.8.8 \\
  --cluster=192.168.58.111 \\
  --self=0 \\
  --ka=192.168.58.111:192.168.58.110 \\
  --host=192.168.57.7 \\
  --loglevel=info
ExecStop=/usr/bin/podman stop --time 10 loxilb

[Install]
WantedBy=multi-user.target
`);
  });

  test('is a compose file as well', () => {
    const compose = textOf(node({ blacklist: 'eth0$' }), '/etc/loxilb/compose.yaml');
    expect(parse(compose)).toEqual({
      services: {
        loxilb: {
          image: 'ghcr.io/loxilb-io/loxilb:v0.9.8.8',
          container_name: 'loxilb',
          // Compose reads $$ as $.
          command: ['--host=192.168.57.7', '--blacklist=eth0$$', '--loglevel=info'],
          network_mode: 'host',
          privileged: true,
          user: 'root',
          restart: 'unless-stopped',
          volumes: ['/dev/log:/dev/log'],
        },
      },
    });
    for (const read of readByAll(compose)) expect(read).toEqual(parse(compose));
  });

  test('can be run by docker', () => {
    const docker = node({ runtime: 'docker', image: `loxilb@sha256:${'a'.repeat(64)}` });
    const unit = textOf(docker, '/etc/systemd/system/loxilb.service');
    expect(unit).toContain('Requires=docker.service\n');
    expect(unit).toContain('ExecStart=/usr/bin/docker run');
    expect(docker.host.packages).toEqual([]);
    expect(node().host.packages).toEqual(['podman']);
  });

  test('tunes the network of its host as the article does, before LoxiLB starts', () => {
    const { host } = node();
    expect(host.files.map(({ path, mode }) => `${mode} ${path}`)).toEqual([
      '0644 /etc/loxilb/compose.yaml',
      '0644 /etc/sysctl.d/90-loxilb.conf',
      '0644 /etc/systemd/system/loxilb-xps.service',
      '0644 /etc/systemd/system/loxilb.service',
      '0755 /usr/local/sbin/loxilb-xps-off',
    ]);
    expect(textOf(node(), '/etc/sysctl.d/90-loxilb.conf')).toContain('net.core.netdev_max_backlog = 10000\n');
    expect(textOf(node(), '/etc/systemd/system/loxilb-xps.service')).toContain('Before=loxilb.service\n');
    expect(host.commands).toEqual([
      ['sysctl', '--system'],
      ['systemctl', 'daemon-reload'],
      ['systemctl', 'enable', '--now', 'loxilb-xps.service', 'loxilb.service'],
    ]);
    expect(node({ tuning: false }).host.files).toHaveLength(2);
  });

  test('turns XPS off with a script that the shell takes', () => {
    const { status, stderr } = spawnSync('sh', ['-n'], {
      input: textOf(node(), '/usr/local/sbin/loxilb-xps-off'),
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([0, '']);
  });

  test.each<[string, Options, string[]]>([
    ['BGP', { bgp: true }, ['--bgp']],
    ['another protocol of synchronization', { rpc: 'grpc' }, ['--rpc=grpc']],
    ['another port', { apiPort: 11112 }, ['--port=11112']],
    ['HTTPS', { tls: {} }, ['--tls', '--tls-host=192.168.57.7']],
    [
      'HTTPS with a certificate',
      { tls: { port: 8443, certificate: '/etc/loxilb/a.crt', key: '/etc/loxilb/a.key' } },
      ['--tls-port=8443', '--tls-certificate=/etc/loxilb/a.crt', '--tls-key=/etc/loxilb/a.key'],
    ],
    ['metrics', { prometheus: true }, ['--prometheus']],
    ['interfaces that are left alone', { blacklist: 'veth.|cilium_.' }, ['--blacklist=veth.|cilium_.']],
    ['interfaces that are taken', { whitelist: 'eth[0-9]' }, ['--whitelist=eth[0-9]']],
    ['hooks for what leaves', { egressHooks: true }, ['--egr-hooks']],
    ['the fallback to the kernel', { fallback: true }, ['--fallback']],
    ['another level of the log', { logLevel: 'debug' }, ['--loglevel=debug']],
  ])('can have %s', (_, options, flags) => {
    expect(node(options).flags).toEqual(expect.arrayContaining(flags));
  });

  test.each<[string, Options, RegExp]>([
    ['a moving image', { image: 'ghcr.io/loxilb-io/loxilb:latest' }, /is not pinned/],
    [
      'a program that runs no containers',
      { runtime: 'containerd' as 'docker' },
      /is not a program that runs containers/,
    ],
    ['a name as address', { address: 'llb1' }, /address: "llb1" is no IPv4 address/],
    ['the REST API on every network', { address: '0.0.0.0' }, /has no password, on every network/],
    ['itself among its peers', { cluster: ['192.168.57.7'], self: 0 }, /is an address of this host/],
    [
      'itself among its peers, by its other address',
      { ...PAIR, cluster: ['192.168.58.110'] },
      /is an address of this host/,
    ],
    ['the port of synchronization for its API', { ...PAIR, apiPort: 22222 }, /is that of synchronization/],
    ['one port for both APIs', { apiPort: 8091, tls: {} }, /is that of the plain API as well/],
    ['a peer that would be skipped', { cluster: ['llb2'], self: 0 }, /LoxiLB would go on without it/],
    ['a pair without numbers', { cluster: ['192.168.58.111'] }, /hosts with one number overwrite each other/],
    ['a number that is none', { self: -1 }, /self: -1 is not/],
    ['BFD with IPv6', { keepAlive: { remote: '2001:db8::1', own: '2001:db8::2' } }, /is no IPv4 address/],
    ['BFD with itself', { keepAlive: { remote: '192.168.58.110', own: '192.168.58.110' } }, /is the own address/],
    ['both lists of interfaces', { blacklist: 'a', whitelist: 'b' }, /is ignored beside a whitelist/],
    ['a pattern that crashes LoxiLB', { blacklist: 'veth(' }, /is no regular expression .* LoxiLB would crash/],
    ['a pattern that RE2 does not have', { whitelist: '(?!lo).*' }, /is no regular expression/],
    ['a pattern with a blank', { blacklist: 'veth. cni.' }, /has blanks, quotes or backslashes/],
    ['one of certificate and key', { tls: { certificate: '/a.crt' } }, /has one of certificate and key/],
    ['a port that is none', { apiPort: 0 }, /apiPort: 0 is not a port number/],
    ['a level that there is not', { logLevel: 'warn' as 'warning' }, /is not a level of the log/],
  ])('refuses %s', (_, options, message) => {
    expect(() => node(options)).toThrow(InvalidFieldError);
    expect(() => node(options)).toThrow(message);
  });

  test('is refused twice on one host', () => {
    const host = new Host(new App(), 'llb1');
    new LoxilbNode(host, 'a', { host, address: '192.168.57.7' });
    expect(() => new LoxilbNode(host, 'b', { host, address: '192.168.57.8' })).toThrow('has a LoxiLB already');
  });

  const systemd = spawnSync('systemd-analyze', ['--version']).status === 0;
  // systemd itself is asked where it is installed.
  (systemd ? test : test.skip)('has units that systemd takes', () => {
    const folder = mkdtempSync(join(tmpdir(), 'loxi-units-'));
    try {
      const { host } = node({ ...PAIR, blacklist: 'cni[0-9a-z]|veth.|eth0$' });
      for (const { path, content } of host.files) {
        // Programs that are not on this machine are not what is asked about.
        const text = content
          .replaceAll('/usr/bin/podman', '/bin/true')
          .replaceAll('/usr/local/sbin/loxilb-xps-off', '/bin/true');
        mkdirSync(join(folder, dirname(path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
      const units = host.files.filter(({ path }) => path.endsWith('.service')).map(({ path }) => join(folder, path));
      expect(units).toHaveLength(2);
      const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', ...units], { encoding: 'utf8' });
      const ours = stderr.split('\n').filter((line) => line.includes('loxilb'));
      expect([status, ours]).toEqual([0, []]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
