import { GatewayApiSet, PlatformError } from '../../src';

const OLD = GatewayApiSet.of('1.2.0', 'standard');
const OLD_EXPERIMENTAL = GatewayApiSet.of('1.2.0', 'experimental');
const BEFORE_LISTENER_SETS = GatewayApiSet.of('1.4.1', 'experimental');
const CURRENT = GatewayApiSet.of('1.6.1', 'standard');
const CURRENT_EXPERIMENTAL = GatewayApiSet.of('1.6.1', 'experimental');

describe('a set of Gateway API CRDs', () => {
  const served: [string, string, GatewayApiSet, string | undefined][] = [
    ['Gateway', '1.2.0 standard', OLD, 'gateway.networking.k8s.io/v1'],
    ['GatewayClass', '1.6.1 standard', CURRENT, 'gateway.networking.k8s.io/v1'],
    ['TLSRoute', '1.2.0 standard', OLD, undefined],
    ['TLSRoute', '1.2.0 experimental', OLD_EXPERIMENTAL, 'gateway.networking.k8s.io/v1alpha2'],
    ['TLSRoute', '1.6.1 standard', CURRENT, 'gateway.networking.k8s.io/v1'],
    ['ReferenceGrant', '1.2.0 standard', OLD, 'gateway.networking.k8s.io/v1beta1'],
    ['ReferenceGrant', '1.6.1 standard', CURRENT, 'gateway.networking.k8s.io/v1'],
    ['ListenerSet', '1.4.1 experimental', BEFORE_LISTENER_SETS, undefined],
    ['XListenerSet', '1.4.1 experimental', BEFORE_LISTENER_SETS, 'gateway.networking.x-k8s.io/v1alpha1'],
    ['ListenerSet', '1.6.1 standard', CURRENT, 'gateway.networking.k8s.io/v1'],
    ['Gadget', '1.6.1 standard', CURRENT, undefined],
  ];
  test.each(served)('serves %s of %s in its most stable version', (kind, _, set, expected) => {
    expect(set.tryApiVersion(kind)).toBe(expected);
  });

  test('refuses a kind that it lacks, and names the releases that have it', () => {
    expect(() => OLD.apiVersion('TLSRoute')).toThrow(PlatformError);
    expect(() => OLD.apiVersion('TLSRoute')).toThrow(
      'Gateway API 1.2.0 standard has no TLSRoute. Gateway API 1.5.0 standard or 1.2.0 experimental has it',
    );
    expect(() => OLD.apiVersion('Gadget')).toThrow('No release of the Gateway API known here has it.');
  });

  test('says which releases have a field or a value that it lacks', () => {
    expect(CURRENT.missingField('HTTPRoute', 'spec.rules[].retry')).toBe(
      'Gateway API 1.2.0 experimental has it: set gatewayApi of the platform if the cluster has that release.',
    );
    expect(CURRENT.missingField('HTTPRoute', 'spec.rules[].timeouts')).toBeUndefined();
    expect(CURRENT.missingField('Gateway', 'spec.defaultScope')).toContain('Gateway API 1.4.0 experimental has it');
    expect(CURRENT_EXPERIMENTAL.missingField('Gateway', 'spec.defaultScope')).toBeUndefined();
    expect(OLD.missingField('Gateway', 'spec.allowedListeners')).toContain('1.5.0 standard or 1.3.0 experimental');
    expect(OLD.missingValue('HTTPRoute', 'spec.rules[].filters[].requestRedirect.statusCode', 308)).toContain(
      'Gateway API 1.5.0 standard has it',
    );
    expect(CURRENT.missingValue('HTTPRoute', 'spec.rules[].filters[].requestRedirect.statusCode', 308)).toBeUndefined();
  });

  test.each([
    ['1.2.0', 8],
    ['1.5.1', 8],
    ['1.6.0', 16],
    ['1.6.1', 16],
  ])('takes in release %s %i annotations for what a gateway makes', (version, most) => {
    const set = GatewayApiSet.of(version, 'standard');
    expect(set.limit('Gateway', 'spec.infrastructure.annotations', 'maxProperties')).toBe(most);
    expect(set.limit('Gateway', 'spec.infrastructure.labels', 'maxProperties')).toBeUndefined();
  });

  test('knows what lives in a namespace', () => {
    expect(CURRENT.isNamespaced('GatewayClass')).toBe(false);
    expect(CURRENT.isNamespaced('Gateway')).toBe(true);
    expect(CURRENT.isNamespaced('Gadget')).toBe(true);
  });
});
