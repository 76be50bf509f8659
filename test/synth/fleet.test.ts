import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import { parse } from 'yaml';
import {
  CiliumGatewayClass,
  Fleet,
  type FleetCluster,
  type FleetProps,
  LoxiApp,
  LoxiGateway,
  Platform,
} from '../../src';
import { findPlatforms } from '../../src/cli/find-platform';
import { everythingIn } from './folders';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loxi-fleet-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Site extends FleetCluster {
  readonly vip: string;
}

function fleet(clusters: readonly Site[], more: Partial<FleetProps<Site>> = {}): Fleet<Site> {
  return new Fleet({
    outdir: join(folder, 'dist'),
    clusters,
    define: (app, { vip }) => {
      const chart = new Chart(app, 'web', { namespace: 'web' });
      new LoxiGateway(chart, 'web', {
        gatewayClass: new CiliumGatewayClass(chart, 'loxilb'),
        loadBalancer: { staticIP: vip },
        listeners: [{ name: 'http', protocol: 'HTTP', port: 80 }],
      });
    },
    ...more,
  });
}

const BERLIN: Site = { name: 'berlin', vip: '10.1.0.5' };
const LISBON: Site = { name: 'lisbon', vip: '10.2.0.5', platform: new Platform({ cilium: { version: '1.18.12' } }) };

describe('a Fleet', () => {
  test('writes a tree for each cluster, from what is its own', () => {
    fleet([BERLIN, LISBON]).synth();
    expect(readdirSync(join(folder, 'dist')).sort()).toEqual(['berlin', 'lisbon']);
    expect(readFileSync(join(folder, 'dist/berlin/web.k8s.yaml'), 'utf8')).toContain('staticIP: 10.1.0.5');
    expect(readFileSync(join(folder, 'dist/lisbon/web.k8s.yaml'), 'utf8')).toContain('staticIP: 10.2.0.5');
  });

  test('writes nothing unless every cluster can be written, and names those that cannot', () => {
    const broken = fleet([BERLIN, { ...LISBON, name: 'oslo' }, { ...LISBON, name: 'rome' }], {
      define: (app, { name }) => {
        const apiVersion = name === 'berlin' ? 'v1' : 'gateway.networking.k8s.io/v1';
        new ApiObject(new Chart(app, 'web'), 'x', { apiVersion, kind: name === 'berlin' ? 'ConfigMap' : 'Gateway' });
      },
    });
    expect(() => broken.synth()).toThrow(/^2 problems:\n {2}- oslo: (.|\n)* {2}- rome: /);
    expect(existsSync(join(folder, 'dist'))).toBe(false);
  });

  test('refuses what clusters have between them, unless it is accepted or their networks do not meet', () => {
    const twice = [BERLIN, { ...LISBON, vip: BERLIN.vip }];
    expect(() => fleet(twice).synth()).toThrow(
      'lisbon: Gateway web/web spec.infrastructure.annotations[loxilb.io/staticIP]: 10.1.0.5 is given out by berlin as well (fleet/vip-twice).',
    );
    expect(existsSync(join(folder, 'dist'))).toBe(false);
    fleet(twice, { acknowledge: [{ rule: 'fleet/vip-twice', reason: 'anycast' }] }).synth();
    const apart = twice.map((site) => ({ ...site, platform: new Platform({ network: site.name }) }));
    fleet(apart).synth();
    expect(readdirSync(join(folder, 'dist')).sort()).toEqual(['berlin', 'lisbon']);
  });

  test.each<[string, readonly Site[], string]>([
    ['no cluster', [], 'clusters: there is none'],
    ['two of one name', [BERLIN, BERLIN], 'clusters: "berlin" is the name of two'],
    ['a name that leads out of the folder', [{ ...BERLIN, name: '../x' }], '"../x" is not a DNS label'],
  ])('refuses %s', (_, clusters, message) => {
    expect(() => fleet(clusters)).toThrow(message);
  });

  test('names the cluster whose definition throws', () => {
    expect(() => fleet([BERLIN, { ...LISBON, vip: 'nowhere' }])).toThrow(/^lisbon: .*"nowhere" is no IP address/);
  });

  test('writes the platforms for loxigw check, and over nobody else', () => {
    const platformFile = join(folder, 'loxigw.yaml');
    fleet([BERLIN, LISBON], { platformFile }).synth();
    const platforms = findPlatforms(platformFile);
    const at = (name: string): Platform => platforms.entryFor(join(folder, 'dist', name, 'web.k8s.yaml')).platform;
    expect([at('berlin').cilium, at('lisbon').cilium]).toEqual(['1.20.0', '1.18.12']);
    fleet([BERLIN, LISBON], { platformFile }).synth();
    writeFileSync(platformFile, 'kubernetes: "1.36"\n');
    const before = readFileSync(join(folder, 'dist/berlin/web.k8s.yaml'), 'utf8');
    expect(() => fleet([{ ...BERLIN, vip: '10.1.0.6' }], { platformFile }).synth()).toThrow(
      'was not written by a synthesis',
    );
    expect(readFileSync(join(folder, 'dist/berlin/web.k8s.yaml'), 'utf8')).toBe(before);
    expect(readFileSync(platformFile, 'utf8')).toBe('kubernetes: "1.36"\n');
  });

  test.each<[string, string, readonly string[]]>([
    ['beside the trees', 'loxigw.yaml', ['dist/berlin', 'dist/lisbon']],
    ['in a folder beside, which is made', 'platforms/edge/loxigw.yaml', ['../../dist/berlin', '../../dist/lisbon']],
    ['in the folder of the trees', 'dist/loxigw.yaml', ['berlin', 'lisbon']],
  ])('writes paths as loxigw reads them, from a platform file %s', (_, file, paths) => {
    fleet([BERLIN, LISBON], { platformFile: join(folder, file) }).synth();
    const text = readFileSync(join(folder, file), 'utf8');
    const platforms: { paths: string[] }[] = parse(text).platforms;
    expect(platforms.flatMap((each) => each.paths)).toEqual(paths);
    expect(findPlatforms(join(folder, file)).warnings).toEqual([]);
  });

  test('writes a platform file for a hundred clusters that share what is long', () => {
    const platform = new Platform({ cilium: { values: { gatewayAPI: { enabled: true } } } });
    const many = Array.from({ length: 120 }, (_, i) => ({ name: `c${i}`, vip: `10.1.${i}.5`, platform }));
    const platformFile = join(folder, 'loxigw.yaml');
    fleet(many, { platformFile, define: (app) => new ConfigChart(app, 'x') }).synth();
    const { entries } = findPlatforms(platformFile);
    expect(entries.filter(({ platform: { settings } }) => 'gatewayAPI' in settings.ciliumValues)).toHaveLength(120);
  });

  test('refuses a platform file in a tree, and one that the disk refuses, and leaves the trees as they were', () => {
    fleet([BERLIN]).synth();
    const before = everythingIn(join(folder, 'dist'));
    writeFileSync(join(folder, 'file'), '');
    const other = { ...BERLIN, vip: '10.1.0.6' };
    const inTree = fleet([other], { platformFile: join(folder, 'dist/berlin/loxigw.yaml') });
    expect(() => inTree.synth()).toThrow(/^platformFile: .* and Argo CD would take it for a manifest/);
    const below = fleet([other], { platformFile: join(folder, 'file/loxigw.yaml') });
    expect(() => below.synth()).toThrow(/^platformFile: cannot be written: .* Name a file that can\.$/);
    expect(everythingIn(join(folder, 'dist'))).toEqual(before);
    expect(readdirSync(folder).sort()).toEqual(['dist', 'file']);
  });

  test('writes what it accepts into the platform file: of each cluster, and between them', () => {
    const platformFile = join(folder, 'loxigw.yaml');
    const twice = [BERLIN, { ...LISBON, vip: BERLIN.vip }];
    fleet(twice, {
      platformFile,
      acknowledge: [{ rule: 'fleet/vip-twice', resource: 'Gateway web/web', reason: 'anycast' }],
      rehearsal: { acknowledge: [{ rule: 'admission/unknown-kind', reason: 'ours' }], complete: ['shop'] },
    }).synth();
    const { entries, between } = findPlatforms(platformFile);
    expect(between).toEqual([{ rule: 'fleet/vip-twice', resource: 'Gateway web/web', reason: 'anycast' }]);
    for (const { platform, acknowledge } of entries.filter(({ paths }) => paths)) {
      expect(acknowledge).toEqual([{ rule: 'admission/unknown-kind', reason: 'ours' }]);
      expect(platform.isComplete('shop')).toBe(true);
    }
  });

  test.each([
    [
      { rule: 'fleet/vip-twise', reason: 'x' },
      'acknowledge: "fleet/vip-twise" is no rule. Did you mean fleet/vip-twice?',
    ],
    [
      { rule: 'admission/schema', reason: 'x' },
      'acknowledge: admission/schema is no rule between clusters, and none of a change.',
    ],
    [{ rule: 'fleet/vip-twice', reason: ' ' }, 'acknowledge: that of fleet/vip-twice has no reason.'],
  ])('refuses to accept %j', (acknowledgement, message) => {
    expect(() => fleet([BERLIN, LISBON], { acknowledge: [acknowledgement] })).toThrow(message);
  });

  test('accepts at the object that is named, and tells of what is accepted in vain', () => {
    const twice = [BERLIN, { ...LISBON, vip: BERLIN.vip }];
    const elsewhere = { rule: 'fleet/vip-twice', resource: 'Gateway web/other', reason: 'anycast' };
    const warned = warningsOf(() => {
      expect(() => fleet(twice, { acknowledge: [elsewhere] }).synth()).toThrow('is given out by berlin as well');
    });
    expect(warned).toContain(
      'warning: acknowledge: that of fleet/vip-twice for Gateway web/other fits no finding. Remove it, or correct it.\n',
    );
  });

  test('accepts changes, of one cluster and of all, which no synthesis looks for and loxigw diff finds in the platform file', () => {
    const platformFile = join(folder, 'loxigw.yaml');
    const acknowledge = [{ rule: 'diff/vip-moved', resource: 'Gateway web/web', reason: 'on Sunday' }];
    const ofOne = [{ rule: 'diff/plaintext', reason: 'for a week' }];
    const make = (): void =>
      fleet([BERLIN, LISBON], { platformFile, acknowledge, rehearsal: { acknowledge: ofOne } }).synth();
    expect(warningsOf(make)).toBe('');
    const { entryFor, between } = findPlatforms(platformFile);
    expect(between).toEqual(acknowledge);
    expect(entryFor(join(folder, 'dist/berlin')).acknowledge).toEqual(ofOne);
  });

  test('names the clusters that a warning is of, and says it once', () => {
    const many = ['berlin', 'lisbon', 'oslo', 'rome', 'vienna'].map((name, i) => ({ name, vip: `10.${i}.0.5` }));
    const vain = { acknowledge: [{ rule: 'admission/unknown-kind', reason: 'ours' }] };
    expect(warningsOf(() => fleet(many, { rehearsal: vain }).synth())).toBe(
      'warning: berlin, lisbon, oslo and 2 more: rehearsal: the acknowledgement of admission/unknown-kind fits no finding. Remove it, or correct it.\n',
    );
  });

  test('tells what is wrong with the definitions of all clusters', () => {
    const all = [{ ...BERLIN, vip: 'nowhere' }, LISBON, { ...BERLIN, name: 'oslo', vip: 'there' }];
    expect(() => fleet(all)).toThrow(/^2 problems:\n {2}- berlin: .*"nowhere"(.|\n)*\n {2}- oslo: .*"there"/);
  });

  test.each(['con', 'nul', 'com1'])('refuses the name %s, which no folder has on Windows', (name) => {
    expect(() => fleet([{ ...BERLIN, name }])).toThrow(`cluster: "${name}" is the name of a device on Windows`);
  });
});

describe('the trees of a Fleet', () => {
  test('are all as they were where one of them cannot be written', () => {
    fleet([BERLIN, LISBON]).synth();
    rmSync(join(folder, 'dist/lisbon/web.k8s.yaml'));
    symlinkSync('/etc/hostname', join(folder, 'dist/lisbon/web.k8s.yaml'));
    const before = everythingIn(folder);
    const changed = [
      { ...BERLIN, vip: '10.1.0.6' },
      { ...LISBON, vip: '10.2.0.6' },
    ];
    const written = fleet(changed, { platformFile: join(folder, 'loxigw.yaml'), topology: join(folder, 'topology') });
    expect(() => written.synth()).toThrow(/^lisbon: .*web\.k8s\.yaml is in the way: it is a symbolic link/);
    expect(everythingIn(folder)).toEqual(before);
  });

  test('leave no folder behind where the first of them could not be written', () => {
    const lisbon = join(folder, 'dist/lisbon');
    mkdirSync(lisbon, { recursive: true });
    mkdirSync(join(lisbon, 'web.k8s.yaml'));
    expect(() => fleet([BERLIN, LISBON]).synth()).toThrow(/^lisbon: .*is in the way: it is a folder/);
    expect(readdirSync(join(folder, 'dist'))).toEqual(['lisbon']);
  });

  test('are never one folder by a link', () => {
    mkdirSync(join(folder, 'dist/berlin'), { recursive: true });
    symlinkSync('berlin', join(folder, 'dist/lisbon'));
    expect(() => fleet([BERLIN, LISBON]).synth()).toThrow(/^lisbon: its tree is that of berlin: /);
    expect(readdirSync(join(folder, 'dist/berlin'))).toEqual([]);
  });

  test("stay when their cluster leaves the program, which is said; those of others are nobody's business", () => {
    expect(warningsOf(() => fleet([BERLIN, LISBON]).synth())).toBe('');
    const argocd = new LoxiApp({ outdir: join(folder, 'dist'), cluster: 'argocd' });
    new ConfigChart(argocd, 'x');
    argocd.synth();
    expect(warningsOf(() => fleet([BERLIN]).synth())).toBe(
      `warning: ${join(folder, 'dist/lisbon')} is of no cluster of the fleet any more, and stays as it is. Remove it, if the cluster is gone; if another fleet writes it, give each an outdir of its own.\n`,
    );
    expect(readdirSync(join(folder, 'dist')).sort()).toEqual(['argocd', 'berlin', 'lisbon']);
  });

  test('are not written by another app of the program as well', () => {
    fleet([BERLIN]).synth();
    const app = new LoxiApp({ outdir: join(folder, 'dist'), cluster: 'berlin' });
    new ConfigChart(app, 'x');
    expect(() => app.synth()).toThrow(
      `outdir: ${join(folder, 'dist/berlin')} was written by a Fleet of this program just now, and would be lost.`,
    );
    expect(existsSync(join(folder, 'dist/berlin/web.k8s.yaml'))).toBe(true);
  });

  test('have a page each, in a folder beside them', () => {
    fleet([BERLIN, LISBON], { topology: join(folder, 'topology') }).synth();
    expect(readdirSync(join(folder, 'topology')).sort()).toEqual(['berlin.md', 'lisbon.md']);
    const page = readFileSync(join(folder, 'topology/lisbon.md'), 'utf8');
    expect(page).toContain('\n\n# Topology of lisbon\n\n| Gateway | VIP |');
    expect(page).toContain('10.2.0.5');
    const inTree = join(folder, 'dist/lisbon/pages');
    expect(() => fleet([BERLIN, LISBON], { topology: inTree })).toThrow(/^topology: .* is in the tree of lisbon/);
  });
});

describe('two apps of one program', () => {
  const app = (id: string): LoxiApp => {
    const made = new LoxiApp({ outdir: join(folder, 'dist'), cluster: 'berlin' });
    new ConfigChart(made, id);
    return made;
  };

  test('do not write one tree, and one that is made again does', () => {
    const [first, second] = [app('a'), app('b')];
    first.synth();
    expect(() => second.synth()).toThrow(/^outdir: .* was written by another LoxiApp of this program just now/);
    expect(readdirSync(join(folder, 'dist/berlin')).sort()).toEqual(['.loxiapp', 'a.k8s.yaml']);
    app('c').synth();
    expect(readdirSync(join(folder, 'dist/berlin')).sort()).toEqual(['.loxiapp', 'c.k8s.yaml']);
  });

  test('stand in one platform file, whichever is synthesized first, and each once', () => {
    const platformFile = join(folder, 'loxigw.yaml');
    const made = (cluster: string, cilium: string): LoxiApp => {
      const platform = new Platform({ cilium: { version: cilium } });
      const each = new LoxiApp({ outdir: join(folder, 'dist'), cluster, platform, platformFile });
      new ConfigChart(each, 'x');
      return each;
    };
    const versions = (): unknown[] =>
      parse(readFileSync(platformFile, 'utf8')).platforms.map(
        (each: { paths: unknown; cilium: { version: unknown } }) => [each.paths, each.cilium.version],
      );
    const [a, b] = [made('a', '1.20.0'), made('b', '1.18.12')];
    b.synth();
    const both = [
      [['dist/a'], '1.20.0'],
      [['dist/b'], '1.18.12'],
    ];
    expect(versions()).toEqual(both);
    a.synth();
    expect(versions()).toEqual(both);
    made('a', '1.19.6').synth();
    expect(versions()).toEqual([
      [['dist/a'], '1.19.6'],
      [['dist/b'], '1.18.12'],
    ]);
  });
});

class ConfigChart extends Chart {
  constructor(app: LoxiApp, id: string) {
    super(app, id);
    new ApiObject(this, 'config', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'config' } });
  }
}

/** What is written to stderr meanwhile. */
function warningsOf(work: () => void): string {
  const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    work();
    return write.mock.calls.map(([text]) => String(text)).join('');
  } finally {
    write.mockRestore();
  }
}
