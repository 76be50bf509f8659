import { App } from 'cdk8s';
import { Host, InvalidFieldError } from '../../src';

const host = (): Host => new Host(new App(), 'llb1');

describe('a host', () => {
  test('has its files by path, root-owned and readable unless it is said otherwise', () => {
    const llb1 = host();
    llb1.addFile({ path: '/etc/sysctl.d/90-loxilb.conf', content: 'a = 1\n' });
    llb1.addFile({ path: '/etc/a.conf', content: 'b\n', mode: '0600', owner: 'loxi', group: 'loxi' });
    llb1.addFile({ path: '/etc/sysctl.d/90-loxilb.conf', content: 'a = 1\n' });
    expect(llb1.files).toEqual([
      { path: '/etc/a.conf', content: 'b\n', mode: '0600', owner: 'loxi', group: 'loxi' },
      { path: '/etc/sysctl.d/90-loxilb.conf', content: 'a = 1\n', mode: '0644', owner: 'root', group: 'root' },
    ]);
  });

  test('has packages sorted, and commands in order, each once', () => {
    const llb1 = host();
    llb1.addPackages('podman', 'iptables', 'podman');
    llb1.addCommand('sysctl', '--system');
    llb1.addCommand('echo', 'a b');
    llb1.addCommand('sysctl', '--system');
    expect(llb1.packages).toEqual(['iptables', 'podman']);
    expect(llb1.commands).toEqual([
      ['sysctl', '--system'],
      ['echo', 'a b'],
    ]);
  });

  test.each<[string, (host: Host) => void, RegExp]>([
    ['a path that is not absolute', (h) => h.addFile({ path: 'etc/a', content: '\n' }), /is no plain absolute path/],
    [
      'a path that leaves its folder',
      (h) => h.addFile({ path: '/etc/../a', content: '\n' }),
      /is no plain absolute path/,
    ],
    [
      'a hidden path',
      (h) => h.addFile({ path: '/root/.ssh/authorized_keys', content: '\n' }),
      /is no plain absolute path/,
    ],
    ['a mode that is none', (h) => h.addFile({ path: '/etc/a', content: '\n', mode: '644' }), /mode: "644" is no mode/],
    [
      'an owner that is none',
      (h) => h.addFile({ path: '/etc/a', content: '\n', owner: 'a b' }),
      /is no name of a user/,
    ],
    ['a text without an end', (h) => h.addFile({ path: '/etc/a', content: 'a' }), /does not end in a line feed/],
    ...['\u0085', '\u2028', '\u2029', '\ud800'].map((odd): [string, (host: Host) => void, RegExp] => [
      `a text that cloud-init would not read alike: ${JSON.stringify(odd)}`,
      (h) => h.addFile({ path: '/etc/a', content: `a${odd}b\n` }),
      /cloud-init reads as the end of a line/,
    ]),
    ['a command of two lines for YAML', (h) => h.addCommand('echo', 'a\u2028b'), /is no command/],
    ['a package with an option', (h) => h.addPackages('--force'), /is no name of a package/],
    ['an empty command', (h) => h.addCommand(), /is no command/],
    ['a command of two lines', (h) => h.addCommand('echo', 'a\nb'), /is no command/],
  ])('refuses %s', (_, add, message) => {
    expect(() => add(host())).toThrow(InvalidFieldError);
    expect(() => add(host())).toThrow(message);
  });

  test.each(['hosts.json', 'llb1.user-data.yaml'])('refuses the name %s, of a file beside its folder', (name) => {
    expect(() => new Host(new App(), name)).toThrow('is the name of a file beside the folders of hosts');
  });

  test('refuses a second text for a file', () => {
    const llb1 = host();
    llb1.addFile({ path: '/etc/a', content: 'a\n' });
    expect(() => llb1.addFile({ path: '/etc/a', content: 'b\n' })).toThrow('is there already, with another text');
  });
});
