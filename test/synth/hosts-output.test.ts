import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { Host, LoxiApp, type LoxiAppProps } from '../../src';
import { temporaryFolder } from './folders';

/** Every file below a folder. */
function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

function appOf(folder: string, names: readonly string[], props: LoxiAppProps = {}): LoxiApp {
  const app = new LoxiApp({ outdir: join(folder, 'dist'), ...props });
  new k8s.KubeConfigMap(new Chart(app, 'chart'), 'map', { metadata: { name: 'map' } });
  for (const name of names) {
    new Host(app, name).addFile({ path: '/etc/rancher/rke2/config.yaml', content: `node-name: ${name}\n` });
  }
  return app;
}

describe('the files of hosts', () => {
  const root = temporaryFolder();
  let count = 0;
  beforeEach(() => mkdirSync(join(root, String(++count))));
  const folder = (): string => join(root, String(count));

  test('are written beside the tree of manifests, never into it', () => {
    appOf(folder(), ['llb1', 'llb2']).synth();
    expect(filesOf(join(folder(), 'hosts'))).toEqual([
      '.loxiapp',
      'hosts.json',
      'llb1.user-data.yaml',
      'llb1/etc/rancher/rke2/config.yaml',
      'llb2.user-data.yaml',
      'llb2/etc/rancher/rke2/config.yaml',
    ]);
    expect(filesOf(join(folder(), 'dist'))).toEqual(['.loxiapp', 'chart.k8s.yaml']);
  });

  test('have a folder for each cluster', () => {
    appOf(folder(), ['llb1'], { cluster: 'berlin' }).synth();
    appOf(folder(), ['llb1'], { cluster: 'lisbon', hostsOutdir: join(folder(), 'machines') }).synth();
    expect(existsSync(join(folder(), 'hosts/berlin/hosts.json'))).toBe(true);
    expect(existsSync(join(folder(), 'machines/lisbon/hosts.json'))).toBe(true);
  });

  test('go away with their host, and nothing that others put there does', () => {
    appOf(folder(), ['llb1', 'llb2']).synth();
    mkdirSync(join(folder(), 'hosts/llb2/etc/mine'), { recursive: true });
    writeFileSync(join(folder(), 'hosts/llb2/etc/mine/a.conf'), 'mine\n');
    writeFileSync(join(folder(), 'hosts/README.md'), 'mine\n');
    appOf(folder(), ['llb1']).synth();
    expect(filesOf(join(folder(), 'hosts'))).toEqual([
      '.loxiapp',
      'README.md',
      'hosts.json',
      'llb1.user-data.yaml',
      'llb1/etc/rancher/rke2/config.yaml',
      'llb2/etc/mine/a.conf',
    ]);
    appOf(folder(), []).synth();
    expect(filesOf(join(folder(), 'hosts'))).toEqual(['.loxiapp', 'README.md', 'llb2/etc/mine/a.conf']);
  });

  test('make no folder where there are no hosts', () => {
    appOf(folder(), []).synth();
    expect(existsSync(join(folder(), 'hosts'))).toBe(false);
  });

  test('stay as they were when synthesis fails', () => {
    appOf(folder(), ['llb1']).synth();
    const before = readFileSync(join(folder(), 'hosts/hosts.json'), 'utf8');
    const app = appOf(folder(), ['llb1', 'llb2']);
    new k8s.KubeConfigMap(new Chart(app, 'other'), 'map', { metadata: { name: 'map' } });
    expect(() => app.synth()).toThrow(/map/);
    expect(readFileSync(join(folder(), 'hosts/hosts.json'), 'utf8')).toBe(before);
  });

  test('are refused for two hosts of one name', () => {
    const app = appOf(folder(), ['llb1']);
    new Host(new Chart(app, 'more'), 'llb', { name: 'llb1' });
    expect(() => app.synth()).toThrow('[more/llb] and [llb1] are both the host llb1');
  });

  test.each(['dist', 'dist/hosts', '.'])('are refused in the folder %s', (hostsOutdir) => {
    expect(() => appOf(folder(), ['llb1'], { hostsOutdir: join(folder(), hostsOutdir) }).synth()).toThrow(
      /Name a folder/,
    );
    expect(existsSync(join(folder(), 'dist'))).toBe(false);
  });

  test('are refused between the trees of clusters', () => {
    const app = appOf(folder(), ['llb1'], { cluster: 'berlin', hostsOutdir: join(folder(), 'dist/hosts') });
    expect(() => app.synth()).toThrow(/Argo CD would take files of hosts for manifests/);
  });
});
