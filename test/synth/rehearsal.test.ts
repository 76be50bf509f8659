import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import {
  Backend,
  HttpMatch,
  HttpRoute,
  LoxiApp,
  type LoxiAppProps,
  ParentGateway,
  rehearse,
  SynthError,
} from '../../src';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'loxi-rehearsal-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A route that JSON patches have spoilt: a CEL rule, an unknown field and a port. */
function spoilt(app: App): void {
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const { apiObject } = new HttpRoute(chart, 'cart', {
    parents: [ParentGateway.named('web')],
    rules: [{ matches: [HttpMatch.prefix('/cart')], backends: [Backend.service('cart', 8080)] }],
  });
  apiObject.addJsonPatch(
    JsonPatch.replace('/spec/rules/0/matches/0/path/value', 'cart'),
    JsonPatch.add('/spec/hostname', 'a'),
    JsonPatch.replace('/spec/rules/0/backendRefs/0/port', 99999),
  );
}

const MESSAGES = [
  '[shop/cart] HTTPRoute shop/cart spec.hostname: unknown field "hostname" (admission/unknown-field).',
  '[shop/cart] HTTPRoute shop/cart spec.rules[0].backendRefs[0].port: should be less than or equal to 65535 (admission/schema).',
  "[shop/cart] HTTPRoute shop/cart spec.rules[0].matches[0].path: value must be an absolute path and start with '/' when type one of ['Exact', 'PathPrefix'] (admission/cel).",
];

function refusal(build: (app: LoxiApp) => void, props: LoxiAppProps = {}): string {
  const app = new LoxiApp({ outdir: join(root, 'dist'), ...props });
  build(app);
  try {
    app.synth();
  } catch (error) {
    if (error instanceof SynthError) return error.message;
    throw error;
  }
  throw new Error('it was not refused');
}

const unknownKind = (app: App): void => {
  new ApiObject(new Chart(app, 'chart'), 'thing', {
    apiVersion: 'example.com/v1',
    kind: 'Thing',
    metadata: { name: 'x' },
  });
};

describe('LoxiApp', () => {
  test('writes nothing that the API server would refuse, and says everything at once, with construct, field and cure', () => {
    const message = refusal(spoilt);
    for (const each of MESSAGES) expect(message).toContain(each);
    expect(message).toContain('3 problems:');
    expect(existsSync(join(root, 'dist'))).toBe(false);
  });

  test('ends a program with exit code 1, the messages and no stack trace, and leaves dist/ as it was', () => {
    writeFileSync(
      join(root, 'program.ts'),
      `
      import { ApiObject, Chart } from ${JSON.stringify(require.resolve('cdk8s'))};
      import { LoxiApp } from ${JSON.stringify(join(__dirname, '../../src'))};
      const app = new LoxiApp({ outdir: 'dist' });
      new ApiObject(new Chart(app, 'c'), 'x', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'x' }, spec: { prots: [] } });
      app.synth();`,
    );
    const good = new LoxiApp({ outdir: join(root, 'dist') });
    new ApiObject(new Chart(good, 'c'), 'x', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' } });
    good.synth();
    const before = readFileSync(join(root, 'dist/c.k8s.yaml'), 'utf8');
    const { status, stderr } = spawnSync(
      process.execPath,
      ['-r', require.resolve('tsx/cjs'), join(root, 'program.ts')],
      { cwd: root, encoding: 'utf8' },
    );
    expect(status).toBe(1);
    expect(stderr).toContain('[c/x] Service x spec.prots: unknown field "prots" (admission/unknown-field). Remove it');
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(readFileSync(join(root, 'dist/c.k8s.yaml'), 'utf8')).toBe(before);
  });

  test('leaves kinds alone of which it knows nothing, unless told to mind', () => {
    const app = new LoxiApp({ outdir: join(root, 'dist') });
    unknownKind(app);
    app.synth();
    expect(existsSync(join(root, 'dist/chart.k8s.yaml'))).toBe(true);
    expect(refusal(unknownKind, { rehearsal: { treatAsError: ['admission/unknown-kind'] } })).toContain(
      '[chart/thing] Thing x kind: no schema is known for Thing of example.com/v1',
    );
  });

  test('accepts what was acknowledged with a reason, by rule and object', () => {
    const acknowledge = (resource: string): LoxiAppProps['rehearsal'] => ({
      acknowledge: ['admission/cel', 'admission/unknown-field', 'admission/schema'].map((rule) => ({
        rule,
        resource,
        reason: 'tested',
      })),
    });
    const app = new LoxiApp({ outdir: join(root, 'dist'), rehearsal: acknowledge('HTTPRoute shop/cart') });
    spoilt(app);
    app.synth();
    expect(existsSync(join(root, 'dist/shop.k8s.yaml'))).toBe(true);
    const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    try {
      expect(refusal(spoilt, { rehearsal: acknowledge('HTTPRoute shop/other') })).toContain('3 problems');
      expect(stderr.mock.calls.join()).toContain(
        'the acknowledgement of admission/cel for HTTPRoute shop/other fits no finding',
      );
    } finally {
      stderr.mockRestore();
    }
    expect(refusal(spoilt, { rehearsal: { acknowledge: [{ rule: 'admission/cel', reason: ' ' }] } })).toContain(
      'has no reason. Say why it is fine.',
    );
  });

  test('asks for nothing when the rehearsal is off', () => {
    const app = new LoxiApp({ outdir: join(root, 'dist'), rehearsal: { off: true } });
    spoilt(app);
    expect(() => app.synth()).not.toThrow();
  });
});

describe('the stock App', () => {
  test('fails as well once it rehearses, by its own validation', () => {
    const app = new App({ outdir: join(root, 'dist') });
    rehearse(app);
    spoilt(app);
    expect(() => app.synth()).toThrow(MESSAGES[2]);
  });

  test('is rehearsed once in a synthesis, however many charts it has', () => {
    const app = new App({ outdir: join(root, 'dist') });
    rehearse(app);
    let rendered = 0;
    for (const id of ['a', 'b', 'c', 'd']) {
      const object = new ApiObject(new Chart(app, id), 'x', {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: id },
      });
      const toJson = object.toJson.bind(object);
      object.toJson = () => {
        rendered++;
        return toJson();
      };
    }
    app.synth();
    // Four to rehearse and four to write, where five validations would render twenty.
    expect(rendered).toBe(8);
  });
});
