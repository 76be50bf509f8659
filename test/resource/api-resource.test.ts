import { App, Chart, JsonPatch, Lazy, Testing } from 'cdk8s';
import {
  ApiResource,
  Backend,
  CiliumGatewayClass,
  HttpRoute,
  InvalidFieldError,
  ParentGateway,
  Platform,
  platformOf,
  ReferenceGrant,
  setPlatform,
} from '../../src';
import { nearest } from '../../src/platform/nearest';
import { Field } from '../../src/resource/field';
import { chartOn, manifestOf } from '../constructs';

const props = { parents: [ParentGateway.named('web')], rules: [{ backends: [Backend.service('a', 80)] }] };

describe('a construct', () => {
  test('takes JSON patches with the names of Kubernetes', () => {
    const chart = chartOn();
    const route = new HttpRoute(chart, 'route', props);
    route.apiObject.addJsonPatch(
      JsonPatch.replace('/spec/rules/0/backendRefs/0/port', 81),
      JsonPatch.add('/spec/useDefaultGateways', 'None'),
    );
    expect(Testing.synth(chart)[0].spec).toMatchObject({
      useDefaultGateways: 'None',
      rules: [{ backendRefs: [{ port: 81 }] }],
    });
  });

  test('resolves lazies in metadata; a spec is checked at once, so it takes none', () => {
    const chart = chartOn();
    const rule = { backendRefs: [{ name: 'a', port: 80 }] };
    Object.assign(rule.backendRefs[0] ?? {}, { name: Lazy.any({ produce: () => 'late' }) });
    const { metadata, spec } = manifestOf((scope) => {
      const { apiObject } = new ReferenceGrant(scope, 'grant', {
        from: [{ group: 'a', kind: 'B', namespace: 'c' }],
        to: [{ group: '', kind: 'Service' }],
      });
      apiObject.metadata.addAnnotation('late', Lazy.any({ produce: () => 'value' }));
    });
    expect(metadata.annotations).toEqual({ late: 'value' });
    expect(spec.to).toEqual([{ group: '', kind: 'Service' }]);
    expect(() => new HttpRoute(chart, 'route', { ...props, rules: [rule] })).toThrow('must be of type string');
  });

  test('leaves the namespace of the chart off what lives in none, also after a patch', () => {
    const chart = chartOn();
    const { apiObject } = new CiliumGatewayClass(chart, 'edge');
    apiObject.addJsonPatch(JsonPatch.add('/spec/description', 'x'));
    expect(Testing.synth(chart)[0].metadata).not.toHaveProperty('namespace');
  });

  test('is recognized by another copy of the package', () => {
    const route = new HttpRoute(chartOn(), 'route', props);
    expect(ApiResource.isApiResource(route)).toBe(true);
    expect(ApiResource.isApiResource({ [Symbol.for('cdk8s-loxi-gateway.ApiResource')]: true })).toBe(true);
    expect(ApiResource.isApiResource(new App())).toBe(false);
  });

  test('keeps its name when it is wrapped', () => {
    const chart = chartOn();
    const inner = new HttpRoute(new Chart(chart, 'Default'), 'route', props);
    expect(inner.name).toBe('route');
  });

  test('refuses keys that would vanish in a manifest', () => {
    const raw = JSON.parse(
      '{"backendRefs":[{"name":"a","port":80}],"matches":[{"path":{"type":"Exact","value":"/a"},"__proto__":{}}]}',
    );
    expect(() => new HttpRoute(chartOn(), 'route', { ...props, rules: [raw] })).toThrow(
      '[chart/route] rules[0].matches[0].__proto__: {} is given, and HTTPRoute has no such field',
    );
  });
});

describe('the platform of a scope', () => {
  test('is that of the nearest scope that has one', () => {
    const app = new App();
    const old = new Platform({ cilium: { version: '1.17.1' } });
    const [plain, special] = ['plain', 'special'].map((id) => new Chart(app, id)) as [Chart, Chart];
    setPlatform(special, old);
    expect(platformOf(plain)).toBe(Platform.default);
    expect(platformOf(special)).toBe(old);
  });
});

describe('a field in an error', () => {
  const root = Field.of(new Chart(new App(), 'chart'));
  test.each([
    [root.at('a').item(0).at('b'), 'a[0].b'],
    [root.at('annotations').at('loxilb.io/lbmode'), 'annotations[loxilb.io/lbmode]'],
    [root.item(2), '[2]'],
  ])('is written as a path: %#', (field, path) => {
    expect(field.path).toBe(path);
  });

  test.each([
    ['a text', '"a text"'],
    [undefined, 'undefined'],
    [Number.NaN, 'NaN'],
    ['x'.repeat(500), `"${'x'.repeat(119)}…`],
  ])('shows the value %j', (value, shown) => {
    expect(() => root.at('f').fail(value, 'is wrong', 'Mend it.')).toThrow(
      new InvalidFieldError('chart', 'f', value, 'is wrong', 'Mend it.'),
    );
    expect(new InvalidFieldError('chart', 'f', value, 'is wrong', 'Mend it.').message).toBe(
      `[chart] f: ${shown} is wrong. Mend it.`,
    );
  });

  test('shows a value that holds itself', () => {
    const loop: Record<string, unknown> = {};
    loop.self = loop;
    expect(() => root.fail(loop, 'is wrong', 'Mend it.')).toThrow('a value of type object is wrong');
  });

  test.each([
    ['onearn', 'onearm'],
    ['ONEARM', 'onearm'],
    ['zzzz', undefined],
  ])('proposes for %s the nearest word, %s', (given, expected) => {
    expect(nearest(given, ['default', 'onearm', 'fullnat'])).toBe(expected);
  });
});
