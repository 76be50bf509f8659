import { mkdirSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, type App, Chart, YamlOutputType } from 'cdk8s';
import { LoxiApp, SynthError } from '../../src/synth';
import { type Build, configMap, scratchFolder, tree } from './scratch';

const root = scratchFolder();

describe('LoxiApp refuses', () => {
  function refusal(build: (app: App) => void, props: ConstructorParameters<typeof LoxiApp>[0] = {}): string {
    try {
      const app = new LoxiApp({ outdir: join(root(), 'dist'), ...props });
      build(app);
      app.synth();
    } catch (error) {
      expect(error).toBeInstanceOf(SynthError);
      return error instanceof Error ? error.message : '';
    }
    throw new Error('it was not refused');
  }
  const one: Build = (app) => configMap(new Chart(app, 'chart'), 'one');

  test('two objects with one group, kind, namespace and name, whatever their versions', () => {
    const message = refusal((app) => {
      for (const version of ['v1', 'v1beta1']) {
        new ApiObject(new Chart(app, version, { namespace: 'shop' }), 'x', {
          apiVersion: `gateway.networking.k8s.io/${version}`,
          kind: 'HTTPRoute',
          metadata: { name: 'cart' },
        });
      }
    });
    expect(message).toContain(
      '[v1beta1/x] is the same object as [v1/x]: HTTPRoute.gateway.networking.k8s.io shop/cart',
    );
  });

  test('an empty result, unless it is asked for', () => {
    expect(refusal(() => {})).toContain('The app has no objects');
    const app = new LoxiApp({ outdir: join(root(), 'dist'), allowEmpty: true });
    app.synth();
    expect(Object.keys(tree(join(root(), 'dist')))).toEqual(['.loxiapp']);
  });

  test.each(['/../../x.yaml', '/x.yaml', '\\x.yaml', '\u0000.yaml'])(
    'the file extension %j, which leaves the folder',
    (outputFileExtension) => {
      expect(refusal(one, { outputFileExtension })).toContain('is no end of a file name');
      expect(readdirSync(root())).toEqual([]);
    },
  );

  test('two resources that would share a file, also where only the case differs', () => {
    const build: Build = (app) => {
      for (const namespace of ['a', 'b']) configMap(new Chart(app, namespace), 'same', {}, namespace);
    };
    const message = refusal(build, { yamlOutputType: YamlOutputType.FILE_PER_RESOURCE });
    expect(message).toContain('[b/same] and [a/same] would both be written to ConfigMap.same.k8s.yaml');
  });

  test.each([
    ['the root', '/'],
    ['the home folder', homedir()],
    ['the working folder', '.'],
    ['a folder above it', '..'],
  ])('%s as output folder', (_, outdir) => {
    expect(refusal(one, { outdir })).toMatch(
      /^outdir: .* is (the working folder or one above it|a home folder or the root)/,
    );
  });

  test('a git repository and the inside of one', () => {
    mkdirSync(join(root(), 'repo/.git'), { recursive: true });
    expect(refusal(one, { outdir: join(root(), 'repo') })).toContain('is a git repository');
    expect(refusal(one, { outdir: join(root(), 'repo/.git/hooks') })).toContain('is inside of a .git folder');
  });

  test.each(['Edge', 'a/b', '..', ''])('the cluster name %j', (cluster) => {
    expect(refusal(one, { cluster })).toContain('is not a DNS label');
  });

  test('names with characters that nobody sees', () => {
    expect(refusal((app) => configMap(new Chart(app, 'chart'), 'pay\u202epal'))).toContain(
      '[chart/pay\u202epal] metadata: "pay\u202epal" has characters that nobody sees',
    );
  });

  test('a cycle of dependencies, naming its members', () => {
    const message = refusal((app) => {
      const chart = new Chart(app, 'chart');
      const [a, b] = ['a', 'b'].map((id) => configMap(chart, id));
      a?.addDependency(b as ApiObject);
      b?.addDependency(a as ApiObject);
    });
    expect(message).toContain('Dependency cycle: chart/a => chart/b => chart/a');
  });
});
