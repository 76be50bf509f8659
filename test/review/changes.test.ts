import type { PlatformProps } from '../../src';
import { review } from '../../src/review/review';
import {
  gateway,
  HTTP,
  https,
  kubeLoxilb,
  LOXILB_CLASS,
  loadBalancer,
  route,
  served,
  service,
  TO_ECHO,
} from '../rehearsal/rules/documents';
import { play } from '../rehearsal/rules/example';

const POOL: PlatformProps = { loxilb: { args: { cidrPools: 'defaultPool=10.0.9.0/24' } } };

/** Changes in a line each. */
function changes(before: string, after: string, platform: PlatformProps = POOL): readonly string[] {
  return review(play(before, platform), play(after, platform)).changes.map(
    ({ rule, severity, subject, message }) => `${severity} ${rule} ${subject} ${message}`,
  );
}

type Row = readonly [what: string, before: string, after: string, expected: readonly string[]];

/** Each row within a cluster that has LoxiLB's class. */
function tells(rows: readonly Row[]): void {
  test.each(rows)('%s', (_, before, after, expected) => {
    expect(changes(LOXILB_CLASS + before, LOXILB_CLASS + after)).toEqual(expected);
  });
}

const HTTPS = https();
const REDIRECT = '{ filters: [{ type: RequestRedirect, requestRedirect: { scheme: https, statusCode: 301 } }] }';
const plain = (name: string): string =>
  `warning diff/plaintext Gateway apps/${name} serves plain HTTP on port 80 for every host`;

describe('of VIPs, a review tells of', () => {
  tells([
    [
      'a Gateway that is new: it gets an address that is free, and the live one keeps its own',
      served('web', {}, [HTTPS]),
      served('api', {}, [HTTPS]) + served('web', {}, [HTTPS]),
      [
        'info diff/gateway-added Gateway apps/api is new, at 10.0.9.2',
        'info diff/vip-not-kept Gateway apps/web keeps its VIP 10.0.9.1, as long as its Service is there; one that is made anew of these manifests gets 10.0.9.2',
      ],
    ],
    [
      'an address that is asked for in place of another',
      served('web', { staticIP: '10.0.9.7' }),
      served('web', { staticIP: '10.0.9.8' }),
      [
        'error diff/vip-moved Gateway apps/web the VIP moves from 10.0.9.7 to 10.0.9.8: the live Service has both until it is made anew, and then the new one alone',
      ],
    ],
    [
      'an address that is not asked for any more, and stays on the live Service',
      served('web', { staticIP: '10.0.9.7' }),
      served('web', {}),
      [
        'info diff/not-applied Gateway apps/web loxilb.io/staticIP is taken away, and the live Service keeps 10.0.9.7: Cilium adds annotations, and removes none',
        'info diff/vip-not-kept Gateway apps/web keeps its VIP 10.0.9.7, as long as its Service is there; one that is made anew of these manifests gets 10.0.9.1',
      ],
    ],
    [
      'a Gateway that is gone',
      served('web', {}) + served('other', { lbmode: 'fullnat' }, [HTTPS]),
      served('other', { lbmode: 'fullnat' }, [HTTPS]),
      ['warning diff/gateway-removed Gateway apps/web is gone, and its VIP 10.0.9.1 with it'],
    ],
    [
      'a Gateway that has another name from now on: its Service is made anew',
      served('web', { staticIP: '10.0.9.7' }, [HTTPS]),
      served('site', { staticIP: '10.0.9.8' }, [HTTPS]),
      [
        'error diff/service-recreated Gateway apps/web is gone, and Gateway apps/site is new with the same listeners: its Service is made anew, live sessions drop, and its VIP moves from 10.0.9.7 to 10.0.9.8',
      ],
    ],
    [
      'a Service that is a LoadBalancer no more',
      loadBalancer('dns', {}),
      loadBalancer('dns', {}).replace('type: LoadBalancer, loadBalancerClass: loxilb.io/loxilb, ', ''),
      ['warning diff/vip-gone Service apps/dns is served by LoxiLB no more, and its VIP 10.0.9.1 is gone'],
    ],
    [
      'a Service that is gone',
      loadBalancer('dns', {}),
      '',
      ['warning diff/vip-gone Service apps/dns is served by LoxiLB no more, and its VIP 10.0.9.1 is gone'],
    ],
    [
      'a Service that is new',
      '',
      loadBalancer('dns', {}, 'ports: [{ port: 53, protocol: UDP }]'),
      ['info diff/service-added Service apps/dns is new, at 10.0.9.1, with UDP 53'],
    ],
  ]);

  test('an address that is in no pool any more', () => {
    const kube = (pool: string): string => LOXILB_CLASS + kubeLoxilb([`--cidrPools=defaultPool=${pool}`]);
    expect(changes(kube('10.0.9.0/24') + served('web', {}), kube('10.0.8.0/24') + served('web', {}), {})).toEqual([
      'warning diff/loxilb-changed Deployment kube-system/kube-loxilb no more --cidrPools=defaultPool=10.0.9.0/24, now --cidrPools=defaultPool=10.0.8.0/24',
      'warning diff/vip-not-kept Gateway apps/web keeps its VIP 10.0.9.1, which is in no pool any more, as long as its Service is there; one that is made anew of these manifests gets 10.0.8.1',
    ]);
  });

  test('an address that is asked for, where nothing is known of pools', () => {
    const [before, after] = ['10.0.9.7', '10.0.9.8'].map((staticIP) => LOXILB_CLASS + served('web', { staticIP }));
    expect(changes(before ?? '', after ?? '', {})).toEqual([
      expect.stringMatching(/^error diff\/vip-moved Gateway apps\/web the VIP moves from 10\.0\.9\.7 to 10\.0\.9\.8/),
    ]);
  });
});

const CONFIG = 'spec: { service: { loadBalancerClass: loxilb.io/loxilb } }';

describe('of classes, a review tells of', () => {
  tells([
    [
      'one that cannot be changed: the API server refuses it',
      loadBalancer('dns', {}),
      loadBalancer('dns', {}).replace('loadBalancerClass: loxilb.io/loxilb', 'loadBalancerClass: example.com/other'),
      [
        'error diff/class-changed Service apps/dns its load-balancer class changes from loxilb.io/loxilb to example.com/other, which the API server refuses',
      ],
    ],
    [
      'a Gateway of another class',
      served('web', {}),
      gateway('web'),
      [
        'error diff/gateway-class-changed Gateway apps/web its Service is for LoxiLB (loxilb.io/loxilb) and would be for no class, but a live Service keeps its class',
      ],
    ],
  ]);

  test.each([
    [
      'service: { loadBalancerClass: io.cilium/l2-announcer }',
      'error diff/gateway-class-changed Gateway apps/web its Service is for LoxiLB (loxilb.io/loxilb) and would be for io.cilium/l2-announcer, but a live Service keeps its class',
    ],
    [
      'service: { type: NodePort }',
      'error diff/service-type-changed Gateway apps/web its Service changes from LoadBalancer to NodePort, and its VIP 10.0.9.1 is gone',
    ],
  ])('a class whose Services would be of %s', (config, expected) => {
    const other = LOXILB_CLASS.replace(CONFIG, `spec: { ${config} }`);
    expect(changes(LOXILB_CLASS + served('web', {}), other + served('web', {}))).toEqual([expected]);
  });

  test('a class of another controller, which the API server refuses: nothing else changes', () => {
    const other = LOXILB_CLASS.replace('io.cilium/gateway-controller', 'example.com/controller');
    expect(changes(LOXILB_CLASS + served('web', {}, [HTTPS]), other + served('web', {}, [HTTPS]))).toEqual([
      'error diff/refused GatewayClass loxilb the API server refuses the change, and it stays as it is: spec.controllerName: Value is immutable',
    ]);
  });
});

const mode = (was: string, is: string): string =>
  `warning diff/sessions-dropped Gateway apps/web loxilb.io/lbmode changes from ${was} to ${is}: the rule is made anew, and live sessions drop`;

describe('of live sessions, a review tells of', () => {
  tells([
    [
      'another mode',
      served('web', { lbmode: 'fullnat' }),
      served('web', { lbmode: 'onearm' }),
      [mode('fullnat', 'onearm')],
    ],
    [
      'a default that is written out: nothing',
      served('web', {}),
      served('web', { lbmode: 'default', epselect: 'roundrobin', timeout: '1800', liveness: 'no' }),
      [],
    ],
    [
      'a value that kube-loxilb does not know, in place of one that it does',
      served('web', { lbmode: 'fullnat' }),
      served('web', { lbmode: 'Fullnat' }),
      [mode('fullnat', 'default')],
    ],
    [
      'an annotation that is taken away, and stays on the live Service',
      served('web', { lbmode: 'onearm' }),
      served('web', {}),
      [
        'info diff/not-applied Gateway apps/web loxilb.io/lbmode is taken away, and the live Service keeps onearm: Cilium adds annotations, and removes none',
      ],
    ],
    [
      'an annotation that is taken away from a Service',
      loadBalancer('dns', { lbmode: 'onearm' }),
      loadBalancer('dns', {}),
      [
        'warning diff/sessions-dropped Service apps/dns loxilb.io/lbmode changes from onearm to default: the rule is made anew, and live sessions drop',
      ],
    ],
    [
      'what is read once',
      served('web', {}),
      served('web', { prefLocalPod: 'yes' }),
      [
        'info diff/not-applied Gateway apps/web loxilb.io/prefLocalPod changes from no to yes: it is read once, and a live Service keeps what it has',
      ],
    ],
    [
      'what nobody knows',
      loadBalancer('dns', {}),
      loadBalancer('dns', { multusnets: 'x', 'multus-nets': 'a' }),
      [
        'info diff/effect-unknown Service apps/dns loxilb.io/multus-nets changes from none to a: what a live Service makes of that is not known',
      ],
    ],
    [
      'a port that is another one',
      loadBalancer('dns', {}),
      loadBalancer('dns', {}, 'ports: [{ port: 8080 }]'),
      [
        'warning diff/port-exposed Service apps/dns takes TCP 8080, which it did not',
        'warning diff/sessions-dropped Service apps/dns TCP 80 is gone: its rule is deleted, and live sessions drop',
      ],
    ],
  ]);

  test('another mode of all, by the arguments of kube-loxilb', () => {
    const kube = (number: number): string =>
      LOXILB_CLASS + kubeLoxilb(['--cidrPools=defaultPool=10.0.9.0/24', `--setLBMode=${number}`]);
    expect(changes(kube(1) + served('web', {}), kube(2) + served('web', {}), {})).toEqual([
      'warning diff/loxilb-changed Deployment kube-system/kube-loxilb no more --setLBMode=1, now --setLBMode=2',
      mode('onearm', 'fullnat'),
    ]);
  });
});

const onHost = (name: string, rule: string): string =>
  route(name, '{ name: web }', [rule], [`hostnames: [${name}.example.com]`]);
const answers = (...rules: string[]): string => route('r', '{ name: web }', rules);

describe('of what is opened, a review tells of', () => {
  tells([
    ['plain HTTP that is new', served('web', {}, [HTTPS]), served('web', {}, [HTTPS, HTTP]), [plain('web')]],
    [
      'plain HTTP that only redirects: nothing but the hostname',
      served('web', {}, [HTTPS]),
      served('web', {}, [HTTPS, HTTP]) + route('r', '{ name: web, sectionName: http }', [REDIRECT]),
      ['warning diff/hostname-exposed Gateway apps/web answers for every host on HTTP 80, which it did not'],
    ],
    [
      'plain HTTP that serves one host where it redirected, beside another that it serves',
      served('web', {}) + onHost('a', REDIRECT) + onHost('b', TO_ECHO),
      served('web', {}) + onHost('a', TO_ECHO) + onHost('b', TO_ECHO),
      [
        'warning diff/plaintext Gateway apps/web serves plain HTTP on port 80 for a.example.com, where it only redirected to HTTPS',
      ],
    ],
    [
      'a route that comes to a listener of plain HTTP',
      served('web', {}) + service(),
      served('web', {}) + service() + onHost('a', TO_ECHO),
      [
        'warning diff/hostname-exposed Gateway apps/web answers for a.example.com on HTTP 80, which it did not',
        'warning diff/plaintext Gateway apps/web serves plain HTTP on port 80 for a.example.com',
      ],
    ],
    [
      'plain HTTP that serves where it redirected',
      served('web', {}) + answers(REDIRECT),
      served('web', {}) + answers(TO_ECHO),
      [
        'warning diff/plaintext Gateway apps/web serves plain HTTP on port 80 for every host, where it only redirected to HTTPS',
      ],
    ],
    [
      'a stream',
      served('web', {}, [HTTPS]),
      served('web', {}, [HTTPS, '{ name: db, port: 5432, protocol: TCP }']),
      ['warning diff/port-exposed Gateway apps/web takes TCP 5432 as it comes, which it did not'],
    ],
    [
      'a hostname that is served from now on, and one that is not any more',
      served('web', {}) + route('r', '{ name: web }', [TO_ECHO], ['hostnames: [old.example.com]']),
      served('web', {}) + route('r', '{ name: web }', [TO_ECHO], ['hostnames: [new.example.com]']),
      [
        'warning diff/answer-lost Gateway apps/web GET http apps/web:80 old.example.com/ gets 404 in place of 200 from apps/echo:80 as /',
        'warning diff/hostname-exposed Gateway apps/web answers for new.example.com on HTTP 80, which it did not',
        'warning diff/hostname-gone Gateway apps/web answers no more for old.example.com on HTTP 80',
        'warning diff/plaintext Gateway apps/web serves plain HTTP on port 80 for new.example.com',
      ],
    ],
    [
      'a hostname that a wildcard was for: nothing',
      served('web', {}) + route('r', '{ name: web }', [TO_ECHO], ['hostnames: ["*.example.com"]']),
      served('web', {}) + route('r', '{ name: web }', [TO_ECHO], ['hostnames: ["*.example.com", a.example.com]']),
      [],
    ],
    [
      'networks of clients that are not asked for any more',
      loadBalancer('dns', {}, 'ports: [{ port: 80 }], loadBalancerSourceRanges: [10.0.0.0/8]'),
      loadBalancer('dns', {}),
      [
        'warning diff/source-ranges-widened Service apps/dns takes clients of everybody, and took those of 10.0.0.0/8 alone',
      ],
    ],
    [
      'networks of clients: a narrower one shuts others out, and lets nobody in',
      loadBalancer('dns', {}, 'ports: [{ port: 80 }], loadBalancerSourceRanges: [10.0.0.0/8]'),
      loadBalancer('dns', {}, 'ports: [{ port: 80 }], loadBalancerSourceRanges: [10.1.0.0/16]'),
      [
        'warning diff/source-ranges-narrowed Service apps/dns takes clients of 10.1.0.0/16 alone, and shuts out 10.0.0.0/8',
      ],
    ],
    [
      'kinds of routes that were not taken',
      served('web', {}, [HTTPS.replace('port:', 'allowedRoutes: { kinds: [{ kind: GRPCRoute }] }, port:')]),
      served('web', {}, [HTTPS]),
      ['warning diff/routes-allowed Gateway apps/web listener https takes HTTPRoute as well'],
    ],
    [
      'a selector of namespaces that asks for more: nothing',
      served('web', {}, [
        HTTPS.replace(
          'port:',
          "allowedRoutes: { namespaces: { from: Selector, selector: { matchLabels: { a: '1' } } } }, port:",
        ),
      ]),
      served('web', {}, [
        HTTPS.replace(
          'port:',
          "allowedRoutes: { namespaces: { from: Selector, selector: { matchLabels: { b: '2', a: '1' } } } }, port:",
        ),
      ]),
      [],
    ],
    [
      'routes of every namespace',
      served('web', {}, [HTTPS]),
      served('web', {}, [HTTPS.replace('port:', 'allowedRoutes: { namespaces: { from: All } }, port:')]),
      ['warning diff/routes-allowed Gateway apps/web listener https takes routes of every namespace'],
    ],
    [
      'ListenerSets of others',
      served('web', {}, [HTTPS]),
      served('web', {}, [HTTPS]).replace('listeners:', 'allowedListeners: { namespaces: { from: All } }, listeners:'),
      ['warning diff/routes-allowed Gateway apps/web takes ListenerSets of every namespace'],
    ],
  ]);
});

const grant = (to: string, name = 'apps', group = "''"): string => `---
apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: { name: ${name}, namespace: bank }
spec: { from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: apps }], to: [{ group: ${group}, kind: Service${to} }] }
`;
const A = ', name: a';

describe('of grants, a review tells of', () => {
  tells([
    [
      'one that is new',
      grant(A),
      grant(A) + grant(', name: b', 'more'),
      ['warning diff/grant-widened ReferenceGrant bank/more HTTPRoute of apps may refer to Service b of bank'],
    ],
    [
      'one that allows every name',
      grant(A),
      grant(''),
      ['warning diff/grant-widened ReferenceGrant bank/apps HTTPRoute of apps may refer to every Service of bank'],
    ],
    ['one that allows less: nothing', grant(''), grant(A), []],
    [
      'one of another group',
      grant(A, 'apps', 'example.com'),
      grant(A),
      ['warning diff/grant-widened ReferenceGrant bank/apps HTTPRoute of apps may refer to Service a of bank'],
    ],
    [
      'one that has another name: nothing is widened',
      grant(A),
      grant(A, 'other'),
      ['info diff/pruned ReferenceGrant bank/apps is gone: Argo CD deletes it, if it prunes'],
    ],
  ]);
});

const issued = (names: string): string => `---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: web, namespace: apps }
spec: { secretName: web-tls, dnsNames: [${names}], issuerRef: { name: le, kind: ClusterIssuer } }
`;
const secret = (key: string): string =>
  `---\napiVersion: v1\nkind: Secret\nmetadata: { name: web-tls, namespace: apps }\ntype: kubernetes.io/tls\ndata: { tls.crt: YQ==, tls.key: ${key} }\n`;
const policy = (hostname: string): string => `---
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: { name: pay, namespace: apps }
spec: { targetRefs: [{ group: '', kind: Service, name: pay }], validation: { hostname: ${hostname}, wellKnownCACertificates: System } }
`;
const PASSTHROUGH = '{ name: https, port: 443, protocol: TLS, tls: { mode: Passthrough } }';

describe('of certificates, a review tells of', () => {
  tells([
    [
      'another Secret',
      served('web', {}, [HTTPS]),
      served('web', {}, [https('https', 'new-tls')]),
      [
        'warning diff/certificate-changed Gateway apps/web listener https shows the certificate of apps/new-tls; before, it showed that of apps/web-tls',
      ],
    ],
    [
      'a Secret of one name with another certificate, and nothing of what is in it',
      secret('b25l'),
      secret('dHdv'),
      ['warning diff/certificate-changed Secret apps/web-tls has another certificate, under the same name'],
    ],
    [
      'names in another order, and what cert-manager would fill in: nothing',
      issued('a.example.com, b.example.com'),
      issued('b.example.com, a.example.com').replace('name: le', 'group: cert-manager.io, name: le'),
      [],
    ],
    [
      'a listener of another name and the same certificate: nothing',
      served('web', {}, [HTTPS]),
      served('web', {}, [https('tls')]),
      [],
    ],
    [
      'TLS that is passed on',
      served('web', {}, [HTTPS]),
      served('web', {}, [PASSTHROUGH]),
      [
        'warning diff/certificate-changed Gateway apps/web listener https passes TLS on to backends; before, it showed that of apps/web-tls',
      ],
    ],
    [
      'names that cert-manager is asked for',
      issued('a.example.com'),
      issued('b.example.com'),
      ['warning diff/certificate-changed Certificate apps/web dnsNames changes from a.example.com to b.example.com'],
    ],
    [
      'what a backend has to show',
      policy('a.example.com'),
      policy('b.example.com'),
      [
        'warning diff/backend-tls-changed BackendTLSPolicy apps/pay pay has to show another certificate: {"hostname":"b.example.com","wellKnownCACertificates":"System"}, in place of {"hostname":"a.example.com","wellKnownCACertificates":"System"}',
      ],
    ],
    [
      'a backend that is reached without TLS',
      policy('a.example.com'),
      '',
      [
        'warning diff/backend-tls-changed BackendTLSPolicy apps/pay pay is reached without TLS',
        'info diff/pruned BackendTLSPolicy apps/pay is gone: Argo CD deletes it, if it prunes',
      ],
    ],
    [
      'clients that need no certificate any more',
      served('web', {}, [HTTPS]).replace(
        'listeners:',
        'tls: { frontend: { default: { validation: { caCertificateRefs: [{ group: "", kind: ConfigMap, name: ca }] } } } }, listeners:',
      ),
      served('web', {}, [HTTPS]),
      ['warning diff/client-validation-changed Gateway apps/web asks clients for no certificate any more'],
    ],
  ]);
});

const kubeLoxilbWith = (host: string, more = ''): string =>
  kubeLoxilb([`--loxiURL=http://${host}:11111`, '--cidrPools=defaultPool=10.0.9.0/24']).replace(
    'spec: {',
    `spec: {${more}`,
  );

describe('of what is behind Services, and of LoxiLB, a review tells of', () => {
  tells([
    [
      'other pods, and another port of them',
      service(),
      service('echo', 'apps', 'selector: { app: next }, ports: [{ port: 80, targetPort: 9090 }]'),
      [
        'warning diff/backends-changed Service apps/echo selector changes from {} to {"app":"next"}',
        'warning diff/backends-changed Service apps/echo targetPort of TCP 80 changes from 8080 to 9090',
      ],
    ],
    [
      'a targetPort that is written out: nothing',
      service('a', 'apps', 'ports: [{ port: 80 }]'),
      service('a', 'apps', 'ports: [{ port: 80, targetPort: 80 }]'),
      [],
    ],
    [
      'other hosts of LoxiLB',
      kubeLoxilbWith('10.1.0.7'),
      kubeLoxilbWith('10.1.0.8'),
      [
        'warning diff/loxilb-changed Deployment kube-system/kube-loxilb no more --loxiURL=http://10.1.0.7:11111, now --loxiURL=http://10.1.0.8:11111',
      ],
    ],
    [
      'an ApplicationSet that takes its Applications with it',
      '---\napiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: { name: edge, namespace: argocd }\nspec: { generators: [], template: { metadata: { name: x }, spec: { project: default, destination: { name: x, namespace: y }, source: { repoURL: https://git.example.com/x.git, path: a } } } }\n',
      '',
      [
        'error diff/pruned-with-content ApplicationSet argocd/edge is gone: Argo CD deletes it, if it prunes, and every Application that it makes',
      ],
    ],
  ]);

  test('nodes that have a pod, for Services of Gateways', () => {
    const local = LOXILB_CLASS.replace(
      'loadBalancerClass: loxilb.io/loxilb }',
      'loadBalancerClass: loxilb.io/loxilb, externalTrafficPolicy: Local }',
    );
    expect(changes(LOXILB_CLASS + served('web', {}, [HTTPS]), local + served('web', {}, [HTTPS]))).toEqual([
      'warning diff/backends-changed Gateway apps/web externalTrafficPolicy of its Service changes from Cluster to Local',
    ]);
  });
});

const NAMESPACE = '---\napiVersion: v1\nkind: Namespace\nmetadata: { name: apps }\n';
const withOption = (document: string, option: string): string =>
  document.replace('metadata: {', `metadata: { annotations: { argocd.argoproj.io/sync-options: '${option}' },`);

describe('of what Argo CD prunes, a review tells of', () => {
  tells([
    [
      'each object, and what goes with it',
      service() + NAMESPACE,
      '',
      [
        'error diff/pruned-with-content Namespace apps is gone: Argo CD deletes it, if it prunes, and everything in it',
        'info diff/pruned Service apps/echo is gone: Argo CD deletes it, if it prunes',
      ],
    ],
    [
      'what stays, as an annotation says so',
      withOption(NAMESPACE, 'ServerSideApply=true, Prune=false') + withOption(gateway('web'), 'Prune=false'),
      '',
      [
        'info diff/pruned Gateway apps/web is gone from the manifests, and Argo CD leaves it in the cluster: it has Prune=false',
        'info diff/pruned Namespace apps is gone from the manifests, and Argo CD leaves it in the cluster: it has Prune=false',
      ],
    ],
    [
      'an Application that takes its objects with it',
      '---\napiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: web, namespace: argocd, finalizers: [resources-finalizer.argocd.argoproj.io] }\nspec: { project: default, destination: { name: x, namespace: y }, source: { repoURL: https://git.example.com/x.git, path: a } }\n',
      '',
      [
        'error diff/pruned-with-content Application argocd/web is gone: Argo CD deletes it, if it prunes, and every object that it has applied',
      ],
    ],
    [
      'a hook: nothing',
      service().replace('metadata: {', 'metadata: { annotations: { argocd.argoproj.io/hook: PreSync },'),
      '',
      [],
    ],
  ]);
});

describe('of what the API server refuses, a review tells that', () => {
  const web = served('web', {}, [HTTPS]) + service();
  const good = route('r', '{ name: web }', [TO_ECHO]);
  const bad = route('r', '{ name: web }', ['{ backendRefs: [{ name: echo, port: 80000 }] }']);

  test('a live object stays as it is: no request gets another answer', () => {
    const {
      changes: found,
      answers: lost,
      structure,
    } = review(play(LOXILB_CLASS + web + good, POOL), play(LOXILB_CLASS + web + bad, POOL));
    expect(found).toEqual([
      {
        rule: 'diff/refused',
        severity: 'error',
        subject: 'HTTPRoute apps/r',
        message: expect.stringMatching(
          /^the API server refuses it, and it stays as it is: spec\.rules\[0\]\.backendRefs\[0\]\.port: /,
        ),
      },
    ]);
    expect(lost).toEqual([]);
    expect(structure).toEqual([]);
  });

  test('a new one is not made', () => {
    expect(changes(LOXILB_CLASS + web, LOXILB_CLASS + web + bad)).toEqual([
      expect.stringMatching(/^error diff\/refused HTTPRoute apps\/r the API server refuses it, and it is not made: /),
    ]);
  });

  test('nothing changes where it was refused before', () => {
    expect(changes(LOXILB_CLASS + web + bad, LOXILB_CLASS + web + bad)).toEqual([]);
  });
});
