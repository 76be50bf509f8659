import { LoxiGateway, type NamespaceSelector } from '../../src';
import { manifestOf, refusalOf } from '../constructs';

const allowing = (selector: NamespaceSelector) => (chart: import('constructs').Construct) =>
  new LoxiGateway(chart, 'web', {
    gatewayClass: 'cilium',
    listeners: [{ name: 'http', protocol: 'HTTP', port: 80, allowedRoutes: { namespaces: { selector } } }],
  });

describe('namespaces chosen by labels', () => {
  test.each<[NamespaceSelector, object]>([
    [{ matchLabels: { team: 'shop' } }, { matchLabels: { team: 'shop' } }],
    [
      {
        matchExpressions: [
          { key: 'team', operator: 'In', values: ['shop', 'web'] },
          { key: 'example.com/old', operator: 'DoesNotExist' },
        ],
      },
      {
        matchExpressions: [
          { key: 'team', operator: 'In', values: ['shop', 'web'] },
          { key: 'example.com/old', operator: 'DoesNotExist' },
        ],
      },
    ],
  ])('are written as the API has them: %j', (selector, expected) => {
    expect(manifestOf(allowing(selector)).spec.listeners[0].allowedRoutes).toEqual({
      namespaces: { from: 'Selector', selector: expected },
    });
  });

  const raw = (text: string): NamespaceSelector => JSON.parse(text);
  test.each<[string, NamespaceSelector, string, string]>([
    ['no label', {}, '', '{} asks for no label, which every namespace has. Use "All", or name a label.'],
    ['an empty list', { matchLabels: {}, matchExpressions: [] }, '', 'asks for no label'],
    ['a bad key', { matchLabels: { '-a': 'b' } }, '.matchLabels.-a', 'is not a qualified name'],
    ['a bad value', { matchLabels: { a: 'b c' } }, '.matchLabels.a', '"b c" is not a label value'],
    [
      'an operator that does not exist',
      raw('{"matchExpressions":[{"key":"a","operator":"in","values":["b"]}]}'),
      '.matchExpressions[0].operator',
      '"in" is not an operator of selectors. Use one of "In", "NotIn", "Exists", "DoesNotExist". Did you mean "In"?',
    ],
    [
      'In without values',
      { matchExpressions: [{ key: 'a', operator: 'In' }] },
      '.matchExpressions[0].values',
      '[] is empty, and In needs a value. Add one.',
    ],
    [
      'Exists with values',
      { matchExpressions: [{ key: 'a', operator: 'Exists', values: ['b'] }] },
      '.matchExpressions[0].values',
      '["b"] is given, and Exists takes no value. Leave it out.',
    ],
  ])('are refused with %s', (_, selector, path, message) => {
    const error = refusalOf(allowing(selector));
    const field = `listeners[0].allowedRoutes.namespaces.selector${path.replace('.-a', '[-a]')}`;
    expect([error.constructPath, error.field]).toEqual(['chart/web', field]);
    expect(error.message).toContain(message);
  });
});
