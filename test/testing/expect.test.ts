import { AssertionError } from 'node:assert';
import { ApiObject, Chart, Testing } from 'cdk8s';
import { Backend, HttpFilter, HttpMatch, HttpRoute, LoxiApp, LoxiGateway, RequestError } from '../../src';
import { expect as expectTraffic, rehearsalOf, rehearsalOfFiles } from '../../src/testing';

/** A gateway with a split, a redirect and a changed header. */
function app(): LoxiApp {
  const made = new LoxiApp({ outdir: Testing.app().outdir });
  const chart = new Chart(made, 'shop', { namespace: 'shop' });
  const gateway = new LoxiGateway(chart, 'web', {
    gatewayClass: 'cilium',
    listeners: [{ name: 'http', protocol: 'HTTP', port: 80 }],
  });
  for (const name of ['stable', 'canary']) {
    new ApiObject(chart, name, {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name },
      spec: { ports: [{ port: 80 }] },
    });
  }
  new HttpRoute(chart, 'route', {
    parents: [gateway.listener('http')],
    rules: [
      { backends: [Backend.service('stable', 80, { weight: 3 }), Backend.service('canary', 80, { weight: 1 })] },
      { matches: [HttpMatch.prefix('/old')], filters: [HttpFilter.redirect({ scheme: 'https', statusCode: 301 })] },
      {
        matches: [HttpMatch.prefix('/header')],
        filters: [HttpFilter.setRequestHeaders({ 'x-a': '1' }), HttpFilter.setResponseHeaders({ 'x-b': '2' })],
        backends: [Backend.service('stable', 80)],
      },
    ],
  });
  return made;
}

const traffic = () => expectTraffic(rehearsalOf(app()));

/** The message of what does not hold. */
function failure(check: () => unknown): string {
  try {
    check();
  } catch (error) {
    if (error instanceof AssertionError) return error.message;
    throw error;
  }
  return 'it held';
}

describe('expectations of traffic', () => {
  test('hold for what an app does', () => {
    traffic().toRoute('GET http://a.com/').toSplit({ stable: 0.75, 'shop/canary:80': 0.25 }).toAnswer(200);
    traffic().toRoute('http://a.com/old/x').toRedirect('https://a.com/old/x', 301);
    traffic()
      .toRoute('http://a.com/header?q=1')
      .toService('shop/stable', 80)
      .withPath('/header?q=1')
      .withRequestHeader('X-A', '1')
      .withResponseHeader('x-b', '2')
      .withRequestHeader('x-c', null);
    traffic().notToConnect('http://a.com:81/');
    expect(traffic().toRoute('http://a.com/').outcome.route).toEqual({
      kind: 'HTTPRoute',
      namespace: 'shop',
      name: 'route',
    });
  });

  test('that do not hold say what was expected, what came, and why', () => {
    expect(
      failure(() => traffic().toRoute('GET http://a.com/header').toService('canary')),
    ).toBe(`GET http://a.com/header
  service: expected canary, got shop/stable:80
steps:
  1. a.com is taken to be at Gateway shop/web, whose listener is for it
  2. HTTPRoute shop/route, rule 2, match 0 wins, on listener http
  3. Service shop/stable:80 gets 1 of 1 requests`);
  });

  test.each<[string, (check: ReturnType<typeof traffic>) => unknown, RegExp]>([
    [
      'another share',
      (check) => check.toRoute('http://a.com/').toSplit({ stable: 0.5, canary: 0.5 }),
      /split.stable: expected 0.5, got 0.75/,
    ],
    [
      'a Service that is not named',
      (check) => check.toRoute('http://a.com/').toSplit({ stable: 0.75 }),
      /split.canary: expected 0, got 0.25/,
    ],
    [
      'one of two Services',
      (check) => check.toRoute('http://a.com/').toService('stable'),
      /got shop\/stable:80, shop\/canary:80/,
    ],
    [
      'another place',
      (check) => check.toRoute('http://a.com/old').toRedirect('https://b.com/old'),
      /expected https:\/\/b.com\/old, got https:\/\/a.com\/old/,
    ],
    [
      'another status of a redirect',
      (check) => check.toRoute('http://a.com/old').toRedirect('https://a.com/old', 302),
      /status: expected 302, got 301/,
    ],
    [
      'a header that is there',
      (check) => check.toRoute('http://a.com/header').withResponseHeader('x-b', null),
      /expected absent, got 2/,
    ],
    ['a connection', (check) => check.toRoute('http://a.com:81/'), /expected an answer, got the connection is failed/],
    ['no connection', (check) => check.notToConnect('http://a.com/'), /expected no connection, got an answer/],
  ])('fail for %s', (_, check, message) => {
    expect(failure(() => check(traffic()))).toMatch(message);
  });

  test('refuse what is no request', () => {
    expect(() => traffic().toRoute('GET /path')).toThrow(RequestError);
  });
});

test('files that cannot be read, or are not there, are named', () => {
  expect(() => rehearsalOfFiles('gone')).toThrow(/gone: does not exist/);
});
