import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ApiObject, App, Chart, JsonPatch, YamlOutputType } from 'cdk8s';
import { LoxiApp, type LoxiAppProps, type RenderedObject, SynthError } from '../../src/synth';
import { everythingIn, put, temporaryFolder } from './folders';

const ROOT = temporaryFolder();
let count = 0;

/** Synthesizes into a folder with an old tree, expects a refusal and the old tree, and returns the message. */
function refusal(build: (app: LoxiApp) => void, props: LoxiAppProps = {}): string {
  const folder = join(ROOT, `${count++}`);
  put(folder, { 'dist/old.k8s.yaml': 'old' });
  const app = new LoxiApp({ rehearsal: { off: true }, outdir: join(folder, 'dist'), ...props });
  build(app);
  let message = 'not refused';
  try {
    app.synth();
  } catch (error) {
    expect(error).toBeInstanceOf(SynthError);
    message = error instanceof SynthError ? error.message : 'another error';
  }
  expect(everythingIn(folder)).toEqual({ 'dist/old.k8s.yaml': 'old' });
  return message;
}

function route(chart: Chart, id: string, metadata: Record<string, unknown>, version = 'v1'): ApiObject {
  return new ApiObject(chart, id, { apiVersion: `gateway.networking.k8s.io/${version}`, kind: 'HTTPRoute', metadata });
}

describe('LoxiApp refuses, and leaves the old tree as it was:', () => {
  test('two objects that are one to the API server, whatever their version', () => {
    const message = refusal((app) => {
      route(new Chart(app, 'shop'), 'web', { name: 'web', namespace: 'shop' });
      route(new Chart(app, 'blog'), 'site', { name: 'web', namespace: 'shop' }, 'v1beta1');
    });
    expect(message).toBe(
      '[blog/site] is the same object as [shop/web]: HTTPRoute.gateway.networking.k8s.io shop/web. Only one of them would exist in the cluster: give one another name or namespace, or remove it.',
    );
  });

  test('an app without objects', () => {
    const message = refusal((app) => new Chart(app, 'empty'));
    expect(message).toBe(
      'The app has no objects, and Argo CD would prune everything. Add a chart with objects, or set allowEmpty.',
    );
  });

  test.each([
    ['metadata.name', { name: 'web\u202e' }, '[c/o] metadata.name: "web\\u202e" has characters that nobody sees.'],
    ['a namespace', { name: 'web', namespace: 'a\u0000b' }, '[c/o] metadata.namespace: "a\\u0000b" has'],
    [
      'a key',
      { name: 'web', annotations: { 'loxilb.io/\u2066x': '' } },
      '[c/o] metadata.annotations, key: "loxilb.io/\\u2066x"',
    ],
  ])('characters that nobody sees in %s', (_, metadata, expected) => {
    expect(refusal((app) => route(new Chart(app, 'c'), 'o', metadata))).toContain(expected);
  });

  test('all such problems together', () => {
    const message = refusal((app) => {
      const chart = new Chart(app, 'c');
      route(chart, 'a', { name: 'a\r' });
      route(chart, 'b', { name: 'b' });
      route(chart, 'c', { name: 'b' });
    });
    expect(message).toMatch(
      /^2 problems:\n {2}- \[c\/a\] metadata.name.*\n {2}- \[c\/c\] is the same object as \[c\/b\]/,
    );
  });

  test.each(['/../../x.yaml', '\\..\\x', '.k8s\u0000', '/x.yaml'])('the extension %j', (outputFileExtension) => {
    const message = refusal((app) => route(new Chart(app, 'c'), 'o', { name: 'web' }), { outputFileExtension });
    expect(message).toContain(
      `outputFileExtension: ${JSON.stringify(outputFileExtension)} would lead out of the folder`,
    );
    expect(existsSync(join(ROOT, 'x.yaml'))).toBe(false);
  });

  test.each(['../../etc/passwd', 'a/b', '..', 'a\\b'])('a file named after the resource %j', (name) => {
    for (const yamlOutputType of [
      YamlOutputType.FILE_PER_RESOURCE,
      YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
    ]) {
      const message = refusal((app) => route(new Chart(app, 'c'), 'o', { name }), { yamlOutputType });
      expect(message).toContain(`[c/o] metadata.name: "${name}" cannot be part of a path`);
    }
  });

  test('two resources of which cdk8s would lose one, because they get one file name', () => {
    const yamlOutputType = YamlOutputType.FILE_PER_RESOURCE;
    const message = refusal(
      (app) => {
        const chart = new Chart(app, 'c');
        route(chart, 'a', { name: 'web', namespace: 'shop' });
        route(chart, 'b', { name: 'web', namespace: 'blog' });
      },
      { yamlOutputType },
    );
    expect(message).toContain('[c/b] and [c/a] would both be written to HTTPRoute.web.k8s.yaml');
  });

  test('file names that differ in case only', () => {
    const yamlOutputType = YamlOutputType.FILE_PER_RESOURCE;
    const message = refusal(
      (app) => {
        const chart = new Chart(app, 'c');
        new ApiObject(chart, 'a', { apiVersion: 'a/v1', kind: 'Route', metadata: { name: 'web' } });
        new ApiObject(chart, 'b', { apiVersion: 'b/v1', kind: 'ROUTE', metadata: { name: 'web' } });
      },
      { yamlOutputType },
    );
    expect(message).toContain('[c/b] and [c/a] would both be written to ROUTE.web.k8s.yaml');
  });

  test('a failing validation, with all messages once and the words of the stock App', () => {
    const message = refusal((app) => {
      const object = route(new Chart(app, 'c'), 'o', { name: 'web' });
      object.node.addValidation({ validate: () => ['first', 'second'] });
      app.node.addValidation({
        validate: () => {
          throw new Error('thrown');
        },
      });
    });
    expect(message).toBe('Validation failed with the following errors:\n  [] thrown\n  [c/o] first\n  [c/o] second');
  });

  test('an object that cannot be rendered, with its path and the cause', () => {
    const message = refusal((app) => {
      new ApiObject(new Chart(app, 'c'), 'o', { apiVersion: 'v1', kind: 'ConfigMap', data: { at: new Date(0) } });
    });
    expect(message).toContain("Failed serializing construct at path 'c/o'");
    expect(message).toContain("can't render non-simple object of type 'Date'");
  });

  test('an object that a JSON patch has made no object', () => {
    const message = refusal((app) => {
      route(new Chart(app, 'c'), 'o', { name: 'web' }).addJsonPatch(JsonPatch.remove('/kind'));
    });
    expect(message).toContain('[c/o] renders to something without a text as apiVersion or kind');
  });

  test('a chart with a toJson() of its own, which would not be called', () => {
    const message = refusal((app) => {
      class Odd extends Chart {
        override toJson(): unknown[] {
          return [];
        }
      }
      route(new Odd(app, 'odd'), 'o', { name: 'web' });
    });
    expect(message).toContain('[odd] overrides toJson(), which LoxiApp does not call for charts.');
  });

  test('what a subclass refuses when it has seen all that would be written', () => {
    const seen: string[] = [];
    class Strict extends LoxiApp {
      protected override check(rendered: readonly RenderedObject[]): void {
        for (const { apiObject, manifest } of rendered) seen.push(`${apiObject.node.path} ${manifest.metadata.name}`);
        throw new SynthError('no');
      }
    }
    const outdir = join(ROOT, `${count++}`);
    const app = new Strict({ outdir });
    route(new Chart(app, 'c'), 'o', { name: 'web' });
    expect(() => app.synth()).toThrow(new SynthError('no'));
    expect(seen).toEqual(['c/o web']);
    expect(existsSync(outdir)).toBe(false);
  });
});

describe('LoxiApp refuses dependencies that files cannot express:', () => {
  test('a cycle, whose way it names', () => {
    const message = refusal((app) => {
      const chart = new Chart(app, 'c');
      const [a, b, c] = ['a', 'b', 'c'].map((name) => route(chart, name, { name }));
      if (a && b && c) {
        a.addDependency(b);
        b.addDependency(c);
        c.addDependency(a);
      }
    });
    expect(message).toContain('Dependency cycle: c/a => c/b => c/c => c/a.');
  });

  test('an object that waits for itself, which cdk8s silently drops', () => {
    const message = refusal((app) => {
      const object = route(new Chart(app, 'c'), 'o', { name: 'web' });
      object.addDependency(object);
    });
    expect(message).toBe('[c/o] depends on itself. Remove this addDependency() call.');
  });

  test('something of another app', () => {
    const message = refusal((app) => {
      const other = route(new Chart(new App(), 'other'), 'o', { name: 'web' });
      route(new Chart(app, 'c'), 'o', { name: 'web' }).addDependency(other);
    });
    expect(message).toContain('[c/o] depends on [other/o], which is in another app.');
  });

  test('the app as a whole', () => {
    const message = refusal((app) => {
      route(new Chart(app, 'c'), 'o', { name: 'web' }).addDependency(app);
    });
    expect(message).toContain('[c/o] depends on [(app)], which is in no chart.');
  });
});

describe('LoxiApp refuses to replace', () => {
  const repository = join(ROOT, 'repository');
  put(repository, { '.git/config': '', 'file/README': '' });
  symlinkSync(dirname(process.cwd()), join(ROOT, 'link-up'));

  test.each([
    ['the root', '/', 'the root of the file system'],
    ['the home folder', homedir(), 'the home folder, or one above it'],
    ['the working folder', '.', 'the working folder, or one above it'],
    ['a folder above it', '..', 'the working folder, or one above it'],
    ['one above it by a link', join(ROOT, 'link-up'), 'the working folder, or one above it'],
    ['a git repository', repository, 'the root of a git repository'],
    ['the inside of .git', join(repository, '.git/dist'), 'inside of a .git folder'],
    ['a file', join(repository, 'file/README'), 'no folder'],
  ])('%s', (_, outdir, what) => {
    const app = new LoxiApp({ rehearsal: { off: true }, outdir });
    route(new Chart(app, 'c'), 'o', { name: 'web' });
    expect(() => app.synth()).toThrow(
      `outdir: ${JSON.stringify(outdir)} is ${what}. Name a folder of its own, such as "dist".`,
    );
  });
});

describe('LoxiApp', () => {
  test('refuses to replace the folder of temporary files', () => {
    const app = new LoxiApp({ rehearsal: { off: true }, outdir: tmpdir() });
    route(new Chart(app, 'c'), 'o', { name: 'web' });
    expect(() => app.synth()).toThrow(/is (the folder of temporary files|the working folder), or one above it/);
  });

  test.each(['', 'Prod', '../prod', 'a.b', '-a', 'x'.repeat(64)])(
    'refuses the cluster name %j when it is made',
    (cluster) => {
      expect(() => new LoxiApp({ cluster })).toThrow(`cluster: ${JSON.stringify(cluster)} is not a DNS label.`);
    },
  );

  test('writes the tree of a cluster into a folder of its name', () => {
    const outdir = join(ROOT, 'clusters');
    for (const cluster of ['east', 'west']) {
      const app = new LoxiApp({ rehearsal: { off: true }, outdir, cluster });
      expect(app.outdir).toBe(join(outdir, cluster));
      route(new Chart(app, 'c'), 'o', { name: 'web' });
      app.synth();
    }
    expect(Object.keys(everythingIn(outdir))).toEqual([
      'east/.loxiapp',
      'east/c.k8s.yaml',
      'west/.loxiapp',
      'west/c.k8s.yaml',
    ]);
  });

  test('takes outdir from CDK8S_OUTDIR, else "dist", as the stock App does', () => {
    expect(new LoxiApp().outdir).toBe('dist');
    process.env.CDK8S_OUTDIR = 'elsewhere';
    try {
      expect(new LoxiApp().outdir).toBe('elsewhere');
      expect(new LoxiApp({ cluster: 'east' }).outdir).toBe('elsewhere/east');
      expect(new LoxiApp({ rehearsal: { off: true }, outdir: 'given' }).outdir).toBe('given');
    } finally {
      delete process.env.CDK8S_OUTDIR;
    }
  });

  test('writes nothing but its index if it may be empty', () => {
    const outdir = join(ROOT, 'empty');
    mkdirSync(outdir);
    new LoxiApp({ rehearsal: { off: true }, outdir, allowEmpty: true }).synth();
    expect(Object.keys(everythingIn(outdir))).toEqual(['.loxiapp']);
  });

  test('knows its own, and no other', () => {
    expect(LoxiApp.isLoxiApp(new LoxiApp())).toBe(true);
    expect([new App(), undefined, null, 'app'].some((each) => LoxiApp.isLoxiApp(each))).toBe(false);
  });
});
