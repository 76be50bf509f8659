import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chart } from 'cdk8s';
import { LoxiApp, type LoxiAppProps, LoxiGateway } from '../../src';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'loxi-topology-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function synth(props: LoxiAppProps): void {
  const app = new LoxiApp({ outdir: join(root, 'dist'), ...props });
  new LoxiGateway(new Chart(app, 'shop', { namespace: 'shop' }), 'web', {
    gatewayClass: 'cilium',
    listeners: [{ name: 'http', protocol: 'HTTP', port: 80 }],
  });
  app.synth();
}

test('LoxiApp writes a page that shows its Gateways, the same each time', () => {
  const topology = join(root, 'docs', 'TOPOLOGY.md');
  synth({ topology });
  const page = readFileSync(topology, 'utf8');
  expect(page).toContain('| shop/web | not known | HTTP 80 | any | 0 | - | no routes |');
  synth({ topology });
  expect(readFileSync(topology, 'utf8')).toBe(page);
});

test.each<[string, () => LoxiAppProps, RegExp]>([
  ['in the tree of manifests', () => ({ topology: join(root, 'dist', 'TOPOLOGY.md') }), /is in the tree of manifests/],
  [
    'over a file that somebody wrote',
    () => {
      writeFileSync(join(root, 'README.md'), '# Mine\n');
      return { topology: join(root, 'README.md') };
    },
    /is there, and not of a synthesis/,
  ],
  ['that is no Markdown', () => ({ topology: join(root, 'topology.yaml') }), /is no file of Markdown/],
  [
    'without a rehearsal',
    () => ({ topology: join(root, 'TOPOLOGY.md'), rehearsal: { off: true } }),
    /the rehearsal, which is off/,
  ],
  [
    'below a file',
    () => {
      writeFileSync(join(root, 'file'), '');
      return { topology: join(root, 'file', 'TOPOLOGY.md') };
    },
    /cannot be written/,
  ],
])('it writes none %s', (_, props, message) => {
  expect(() => synth(props())).toThrow(message);
});
