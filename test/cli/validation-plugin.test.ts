import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

describe('the validation plugin', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'loxi-plugin-'));
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(ROOT, join(folder, 'node_modules/cdk8s-loxi-gateway'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function synth(port: number): { status: number | null; output: string } {
    writeFileSync(
      join(folder, 'app.js'),
      `const { ApiObject, App, Chart } = require(${JSON.stringify(require.resolve('cdk8s'))});
       const app = new App();
       new ApiObject(new Chart(app, 'c'), 'x', { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name: 'cart' }, spec: { rules: [{ backendRefs: [{ name: 'a', port: ${port} }] }] } });
       app.synth();`,
    );
    writeFileSync(
      join(folder, 'cdk8s.yaml'),
      `language: typescript\napp: ${process.execPath} app.js\nvalidations:\n  - package: ./node_modules/cdk8s-loxi-gateway\n    version: 0.1.0\n    class: ManifestValidation\n`,
    );
    const cli = join(ROOT, 'node_modules/cdk8s-cli/bin/cdk8s');
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'synth', '--check-upgrade=false'], {
      cwd: folder,
      encoding: 'utf8',
    });
    return { status, output: stdout + stderr };
  }

  test('fails cdk8s synth of any app with what the API server would refuse, and lets the rest pass', () => {
    const { status, output } = synth(99999);
    expect(status).toBe(2);
    expect(output).toContain('admission/schema (1 occurrences)');
    expect(output).toContain('spec.rules[0].backendRefs[0].port');
    expect(synth(80)).toEqual({ status: 0, output: expect.stringContaining('Validations ended succesfully') });
  });

  test('accepts what loxigw.yaml acknowledges, and reports one that it cannot read', () => {
    const file = join(folder, 'loxigw.yaml');
    writeFileSync(file, 'acknowledge: [{ rule: admission/schema, resource: HTTPRoute cart, reason: known }]');
    expect(synth(99999).status).toBe(0);
    writeFileSync(file, 'acknowledge: [{ rule: admission/shcema, reason: known }]');
    const { status, output } = synth(80);
    expect(status).toBe(2);
    expect(output).toContain('admission/shcema is no rule. Did you mean admission/schema?');
  });
});
