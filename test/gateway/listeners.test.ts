import type { Construct } from 'constructs';
import { Certificate, type ListenerProps, LoxiGateway } from '../../src';
import { manifestOf, refusalOf } from '../constructs';

const HTTP: ListenerProps = { name: 'http', protocol: 'HTTP', port: 80 };
const certificate = Certificate.fromSecret('cert');

const listening =
  (...listeners: ListenerProps[]) =>
  (chart: Construct): LoxiGateway =>
    new LoxiGateway(chart, 'web', { gatewayClass: 'cilium', listeners });

/** As one without a compiler writes it. */
const raw = (text: string): ListenerProps => JSON.parse(text);

const withHostname = (hostname?: string): { hostname?: string } => (hostname === undefined ? {} : { hostname });
const https = (name: string, hostname?: string, port = 443): ListenerProps => {
  return { name, protocol: 'HTTPS', port, certificate, ...withHostname(hostname) };
};
const passthrough = (name: string, hostname?: string): ListenerProps => {
  return { name, protocol: 'TLS', port: 443, ...withHostname(hostname) };
};

describe('a listener is refused', () => {
  const refused: [string, ListenerProps[], string, string][] = [
    ['where there is none', [], 'listeners', '0 items are given where the API takes 1 to 64. Add one.'],
    [
      'where there are 65',
      Array.from({ length: 65 }, (_, index) => ({ ...HTTP, name: `a${index}`, port: index + 1 })),
      'listeners',
      '65 items are given where the API takes 1 to 64',
    ],
    ['on port 0', [{ ...HTTP, port: 0 }], 'listeners[0].port', '0 is not a port number. Use a whole number from 1'],
    ['on port 65536', [{ ...HTTP, port: 65536 }], 'listeners[0].port', '65536 is not a port number'],
    ['on half a port', [{ ...HTTP, port: 80.5 }], 'listeners[0].port', '80.5 is not a port number'],
    ['on a port in quotes', [raw('{"name":"a","protocol":"HTTP","port":"80"}')], 'listeners[0].port', '"80" is not'],
    [
      'with a protocol in lower case',
      [raw('{"name":"a","protocol":"http","port":80}')],
      'listeners[0].protocol',
      '"http" is not a protocol of listeners. Use one of "HTTP", "HTTPS", "TLS", "TCP", "UDP". Did you mean "HTTP"?',
    ],
    ['with a name in upper case', [{ ...HTTP, name: 'Web' }], 'listeners[0].name', '"Web" is not a DNS subdomain'],
    ['without a name', [raw('{"protocol":"HTTP","port":80}')], 'listeners[0].name', 'undefined is not a DNS subdomain'],
    ['with a name of 254', [{ ...HTTP, name: 'a'.repeat(254) }], 'listeners[0].name', 'is not a DNS subdomain'],
    [
      'with a hostname that has a scheme',
      [{ ...HTTP, hostname: 'http://a.example.com' }],
      'listeners[0].hostname',
      '"http://a.example.com" has a scheme, and a hostname has none. Leave out "http://"',
    ],
    ['with a hostname that has a port', [{ ...HTTP, hostname: 'a.example.com:80' }], 'listeners[0].hostname', 'a port'],
    ['with an address', [{ ...HTTP, hostname: '10.0.0.1' }], 'listeners[0].hostname', 'is an IP address'],
    ['with a wildcard inside', [{ ...HTTP, hostname: 'a.*.com' }], 'listeners[0].hostname', 'is not a hostname'],
    ['with an empty hostname', [{ ...HTTP, hostname: '' }], 'listeners[0].hostname', 'is not a hostname'],
    [
      'with a hostname for TCP',
      [raw('{"name":"a","protocol":"TCP","port":80,"hostname":"a"}')],
      'listeners[0].hostname',
      '"a" is given for protocol TCP, which has no hostnames. Leave it out.',
    ],
    [
      'with HTTPS and no certificate',
      [raw('{"name":"a","protocol":"HTTPS","port":443}')],
      'listeners[0].certificate',
      'is missing, and TLS ends at this listener. Give one, such as Certificate.fromSecret("my-cert").',
    ],
    [
      'with a certificate that is only a name',
      [raw('{"name":"a","protocol":"HTTPS","port":443,"certificate":"cert"}')],
      'listeners[0].certificate',
      '"cert" is no certificate. Give one, such as Certificate.fromSecret("my-cert").',
    ],
    [
      'with two certificates',
      [raw('{"name":"a","protocol":"HTTPS","port":443,"certificate":[{},{}]}')],
      'listeners[0].certificate',
      '"2 certificates" are given, and Cilium takes exactly one for a listener. Make a listener for each',
    ],
    [
      'with a certificate for HTTP',
      [Object.assign({ ...HTTP }, { certificate })],
      'listeners[0].certificate',
      '"cert" is given for protocol HTTP, which has no TLS. Leave it out, or use protocol HTTPS.',
    ],
    [
      'with TLS options for UDP',
      [raw('{"name":"a","protocol":"UDP","port":53,"tlsOptions":{"a":"b"}}')],
      'listeners[0].tlsOptions',
      'is given for protocol UDP, which has no TLS. Leave it out.',
    ],
    [
      'with a certificate for TLS that is passed through',
      [{ name: 'a', protocol: 'TLS', port: 443, certificate }],
      'listeners[0].certificate',
      '"cert" is given, and in mode Passthrough the backend has the certificate. Leave it out, or set mode to "Terminate".',
    ],
    [
      'with TLS that ends and no certificate',
      [{ name: 'a', protocol: 'TLS', port: 443, mode: 'Terminate' }],
      'listeners[0].certificate',
      'is missing, and TLS ends at this listener',
    ],
    [
      'with HTTPS that is passed through',
      [raw('{"name":"a","protocol":"HTTPS","port":443,"mode":"Passthrough"}')],
      'listeners[0].mode',
      '"Passthrough" is the mode, and TLS of protocol HTTPS ends at the listener. Leave it out, or use protocol TLS.',
    ],
    [
      'with a mode that does not exist',
      [raw('{"name":"a","protocol":"TLS","port":443,"mode":"passthrough"}')],
      'listeners[0].mode',
      '"passthrough" is not a mode of TLS. Use one of "Passthrough", "Terminate". Did you mean "Passthrough"?',
    ],
    [
      'with a kind of routes that does not exist',
      [raw('{"name":"a","protocol":"HTTP","port":80,"allowedRoutes":{"kinds":["HttpRoute"]}}')],
      'listeners[0].allowedRoutes.kinds[0]',
      '"HttpRoute" is not a kind of routes. Use one of "HTTPRoute", "GRPCRoute"',
    ],
    [
      'with a kind of routes that its protocol cannot have',
      [{ ...HTTP, allowedRoutes: { kinds: ['HTTPRoute', 'TCPRoute'] } }],
      'listeners[0].allowedRoutes.kinds[1]',
      '"TCPRoute" cannot attach to a listener of protocol HTTP. Use HTTPRoute or GRPCRoute.',
    ],
    [
      'with no kinds at all',
      [{ ...HTTP, allowedRoutes: { kinds: [] } }],
      'listeners[0].allowedRoutes.kinds',
      '0 items',
    ],
    [
      'with a choice of namespaces that does not exist',
      [raw('{"name":"a","protocol":"HTTP","port":80,"allowedRoutes":{"namespaces":"any"}}')],
      'listeners[0].allowedRoutes.namespaces',
      '"any" is not a choice of namespaces. Use one of "Same", "All".',
    ],
  ];
  test.each(refused)('%s', (_, listeners, field, message) => {
    const error = refusalOf(listening(...listeners));
    expect([error.constructPath, error.field]).toEqual(['chart/web', field]);
    expect(error.message).toContain(`[chart/web] ${field}: `);
    expect(error.message).toContain(message);
  });
});

describe('two listeners are refused', () => {
  const refused: [string, ListenerProps, ListenerProps, string, string][] = [
    [
      'with one name',
      HTTP,
      { ...HTTP, port: 81 },
      'listeners[1].name',
      '"http" is the name of listeners[0] as well. Give each listener a name of its own.',
    ],
    [
      'with one port and all hostnames',
      HTTP,
      { ...HTTP, name: 'b' },
      'listeners[1]',
      '"b" conflicts with listeners[0] ("http") on port 80: both answer for every hostname. Change port or hostname',
    ],
    ['with one port and hostname', https('a', 'a.com'), https('b', 'a.com'), 'listeners[1]', 'both answer for "a.com"'],
    [
      'with HTTP and TCP on one port',
      HTTP,
      raw('{"name":"b","protocol":"TCP","port":80}'),
      'listeners[1]',
      'HTTP and TCP cannot share a port',
    ],
    [
      'with HTTP and HTTPS on one port',
      HTTP,
      https('b', 'a.com', 80),
      'listeners[1]',
      'HTTP and HTTPS cannot share a port',
    ],
    [
      'with TCP and TLS on one port',
      passthrough('a'),
      { name: 'b', protocol: 'TCP', port: 443 },
      'listeners[1]',
      'TLS (Passthrough) and TCP cannot share a port',
    ],
    [
      'with TCP twice on one port',
      { name: 'a', protocol: 'TCP', port: 1 },
      { name: 'b', protocol: 'TCP', port: 1 },
      'listeners[1]',
      'both take all of TCP',
    ],
    [
      'with HTTPS and passthrough for one server name',
      https('a', '*.example.com'),
      passthrough('b', 'x.y.example.com'),
      'listeners[1]',
      'HTTPS and TLS (Passthrough) would both be asked for *.example.com',
    ],
    ['with HTTPS and passthrough for all server names', https('a', 'a.com'), passthrough('b'), 'listeners[1]', 'a.com'],
    [
      'with TLS that ends and that does not, for one server name',
      passthrough('a', 'a.com'),
      { name: 'b', protocol: 'TLS', port: 443, hostname: 'a.com', mode: 'Terminate', certificate },
      'listeners[1]',
      'TLS (Passthrough) and TLS (Terminate) would both be asked for a.com',
    ],
  ];
  test.each(refused)('%s', (_, first, second, field, message) => {
    const error = refusalOf(listening(first, second));
    expect([error.constructPath, error.field]).toEqual(['chart/web', field]);
    expect(error.message).toContain(message);
  });

  test.each<[string, ListenerProps[]]>([
    ['HTTPS and passthrough of two names', [https('a', 'a.example.com'), passthrough('b', 'b.example.com')]],
    ['HTTPS of a name and of all', [https('a', 'a.example.com'), https('b', 'b.example.com'), https('c')]],
    [
      'TCP and UDP',
      [
        { name: 'a', protocol: 'TCP', port: 53 },
        { name: 'b', protocol: 'UDP', port: 53 },
      ],
    ],
    ['a wildcard and its bare domain', [https('a', '*.example.com'), passthrough('b', 'example.com')]],
    ['one name on two ports', [https('a', 'a.com', 443), https('b', 'a.com', 8443)]],
  ])('but not for %s', (_, listeners) => {
    expect(manifestOf(listening(...listeners)).spec.listeners).toHaveLength(listeners.length);
  });
});
