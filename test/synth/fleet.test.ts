import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import { CiliumGatewayClass, Fleet, type FleetCluster, type FleetProps, LoxiGateway, Platform } from '../../src';
import { findPlatforms } from '../../src/cli/find-platform';

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
    expect(() => fleet([{ ...BERLIN, vip: '10.1.0.6' }], { platformFile }).synth()).toThrow('was not written by Fleet');
    expect(readFileSync(join(folder, 'dist/berlin/web.k8s.yaml'), 'utf8')).toBe(before);
    expect(readFileSync(platformFile, 'utf8')).toBe('kubernetes: "1.36"\n');
  });
});
