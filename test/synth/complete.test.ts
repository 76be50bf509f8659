import { ApiObject, Chart, Testing } from 'cdk8s';
import { Backend, HttpRoute, LoxiApp, ParentGateway, Platform, type RehearsalOptions } from '../../src';

/** A route in namespace shop to a Service that the app does not have, beside one that it has. */
function synth(rehearsal: RehearsalOptions, platform?: Platform): string {
  const app = new LoxiApp({ outdir: Testing.app().outdir, rehearsal, ...(platform ? { platform } : {}) });
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  new ApiObject(chart, 'cart', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'cart' },
    spec: { ports: [{ port: 80 }] },
  });
  new HttpRoute(chart, 'route', {
    parents: [ParentGateway.named('web', { namespace: 'infra' })],
    rules: [{ backends: [Backend.service('carts', 80)] }],
  });
  return app.synthYaml();
}

const NOT_THERE = /Service shop\/carts does not exist.*route\/backend-not-found.*Did you mean "cart"\?/;

describe('a backend that is not in the app', () => {
  test('may have been made by others', () => {
    expect(synth({})).toContain('carts');
  });

  test('is an error where the app is told that its own namespaces are complete', () => {
    expect(() => synth({ complete: 'own' })).toThrow(NOT_THERE);
  });

  test('is an error where its namespace is named as complete, by the app or the platform', () => {
    expect(() => synth({ complete: ['shop'] })).toThrow(NOT_THERE);
    expect(() => synth({}, new Platform({ complete: ['shop'] }))).toThrow(NOT_THERE);
    expect(synth({ complete: ['blog'] })).toContain('carts');
  });

  test('says nothing of namespaces in which the app has no Services', () => {
    expect(() => synth({ complete: 'own' })).toThrow(/^(?!.*infra)/s);
  });
});
