import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { Host, hostTree } from '../../src';
import { readByAll } from '../yaml-parsers';

function hosts(): Host[] {
  const app = new App();
  const b = new Host(app, 'b');
  b.addFile({ path: '/etc/b.conf', content: 'on: yes\n"quoted": 0644\n\ttab # no comment\n', mode: '0600' });
  b.addPackages('podman');
  b.addCommand('sysctl', '--system');
  b.addCommand('sh', '-c', 'echo "$HOME" > /tmp/x');
  const a = new Host(app, 'a', { name: 'a.example.com' });
  a.addFile({ path: '/etc/systemd/system/loxilb@.service', content: '[Unit]\n' });
  return [b, a];
}

describe('the tree of hosts', () => {
  const files = new Map(hostTree(hosts()).map(({ path, text }) => [path, text]));

  test('has each file at its path below its host, a user-data for each host, and one manifest', () => {
    expect([...files.keys()]).toEqual([
      'hosts.json',
      'a.example.com.user-data.yaml',
      'a.example.com/etc/systemd/system/loxilb@.service',
      'b.user-data.yaml',
      'b/etc/b.conf',
    ]);
    expect(files.get('a.example.com/etc/systemd/system/loxilb@.service')).toBe('[Unit]\n');
  });

  test('tells mode, owner and hash of every file in the manifest', () => {
    expect(JSON.parse(files.get('hosts.json') ?? '')).toEqual({
      hosts: [
        {
          name: 'a.example.com',
          packages: [],
          files: [
            {
              path: '/etc/systemd/system/loxilb@.service',
              mode: '0644',
              owner: 'root',
              group: 'root',
              // printf '[Unit]\n' | sha256sum
              sha256: 'ae6c63cff33bcfa3b6a2d6d0c9dd19521dedaa351146b1a642d2bfc9cf5a1e1f',
            },
          ],
          commands: [],
        },
        {
          name: 'b',
          packages: ['podman'],
          files: [expect.objectContaining({ path: '/etc/b.conf', mode: '0600' })],
          commands: [
            ['sysctl', '--system'],
            ['sh', '-c', 'echo "$HOME" > /tmp/x'],
          ],
        },
      ],
    });
  });

  test('has user-data that all parsers read the same: modes stay texts', () => {
    const text = files.get('b.user-data.yaml') ?? '';
    expect(text.split('\n')[0]).toBe('#cloud-config');
    const expected = {
      write_files: [
        {
          path: '/etc/b.conf',
          owner: 'root:root',
          permissions: '0600',
          content: 'on: yes\n"quoted": 0644\n\ttab # no comment\n',
        },
      ],
      package_update: true,
      packages: ['podman'],
      runcmd: [
        ['sysctl', '--system'],
        ['sh', '-c', 'echo "$HOME" > /tmp/x'],
      ],
    };
    for (const read of readByAll(text)) expect(read).toEqual(expected);
  });

  test('is empty without hosts', () => {
    expect(hostTree([])).toEqual([]);
  });

  const cloudInit = spawnSync('cloud-init', ['--version']).status === 0;
  // cloud-init's own schema is asked where the program is installed.
  (cloudInit ? test : test.skip)('has user-data that cloud-init takes', () => {
    const folder = mkdtempSync(join(tmpdir(), 'loxi-cloud-init-'));
    try {
      for (const host of ['a.example.com', 'b']) {
        const file = join(folder, `${host}.yaml`);
        writeFileSync(file, files.get(`${host}.user-data.yaml`) ?? '');
        const { stdout, stderr, status } = spawnSync('cloud-init', ['schema', '--config-file', file], {
          encoding: 'utf8',
        });
        expect([status, stderr.match(/[Ii]nvalid.*/)?.[0] ?? '', stdout]).toEqual([
          0,
          '',
          expect.stringContaining('Valid'),
        ]);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
