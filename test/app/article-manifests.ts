/*
 * The article's manifests from "GatewayClass & Gateway" to its end, typed in by hand as they are printed there, errors included.
 * Where the article shows only a fragment of an object (the two rules of the first HTTPRoute, the filter that removes a
 * header), the fragment stands here.
 */

export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string };
  // biome-ignore lint/suspicious/noExplicitAny: manifests as data, changed field by field below
  spec: any;
}

const LOXILB_ANNOTATIONS = {
  'loxilb.io/liveness': 'yes',
  'loxilb.io/lbmode': 'onearm',
  'loxilb.io/loadBalancerClass': 'loxilb.io/loxilb',
};

/** "Deploying Gateway and HTTPRoutes". */
export const myGateway = (): Manifest => ({
  apiVersion: 'gateway.networking.k8s.io/v1beta1',
  kind: 'Gateway',
  metadata: { name: 'my-gateway' },
  spec: {
    gatewayClassName: 'cilium',
    infrastructure: { annotations: { ...LOXILB_ANNOTATIONS } },
    listeners: [{ protocol: 'HTTP', port: 80, name: 'web-gw', allowedRoutes: { namespaces: { from: 'Same' } } }],
  },
});

/** "Reviewing the HTTPRoute Manifest": the first and the second rule. */
export const bookinfoRules = (): unknown[] => [
  {
    matches: [{ path: { type: 'PathPrefix', value: '/details' } }],
    backendRefs: [{ name: 'details', port: 9080 }],
  },
  {
    matches: [
      {
        headers: [{ type: 'Exact', name: 'magic', value: 'foo' }],
        queryParams: [{ type: 'Exact', name: 'great', value: 'example' }],
        path: { type: 'PathPrefix', value: '/' },
        method: 'GET',
      },
    ],
    backendRefs: [{ name: 'productpage', port: 9080 }],
  },
];

/** "Deploying a Gateway for HTTPS Traffic". */
export const tlsGateway = (): Manifest => ({
  apiVersion: 'gateway.networking.k8s.io/v1beta1',
  kind: 'Gateway',
  metadata: { name: 'tls-gateway' },
  spec: {
    gatewayClassName: 'cilium',
    infrastructure: { annotations: { ...LOXILB_ANNOTATIONS } },
    listeners: [
      {
        name: 'https-1',
        protocol: 'HTTPS',
        port: 443,
        hostname: 'bookinfo.sadadco.ir',
        tls: { certificateRefs: [{ kind: 'Secret', name: 'demo-cert' }] },
      },
      {
        name: 'https-2',
        protocol: 'HTTPS',
        port: 443,
        hostname: 'hipstershop.sadadco.ir',
        tls: { certificateRefs: [{ kind: 'Secret', name: 'demo-cert' }] },
      },
    ],
  },
});

export const httpsAppRoute1 = (): Manifest => ({
  apiVersion: 'gateway.networking.k8s.io/v1beta1',
  kind: 'HTTPRoute',
  metadata: { name: 'https-app-route-1' },
  spec: {
    parentRefs: [{ name: 'tls-gateway' }],
    hostnames: ['bookinfo.sadadco.ir'],
    rules: [
      {
        matches: [{ path: { type: 'PathPrefix', value: '/details' } }],
        backendRefs: [{ name: 'details', port: 9080 }],
      },
    ],
  },
});

export const httpsAppRoute2 = (): Manifest => ({
  apiVersion: 'gateway.networking.k8s.io/v1beta1',
  kind: 'HTTPRoute',
  metadata: { name: 'https-app-route-2' },
  spec: {
    parentRefs: [{ name: 'tls-gateway' }],
    hostnames: ['hipstershop.sadadco.ir'],
    rules: [
      {
        matches: [{ path: { type: 'PathPrefix', value: '/' } }],
        backendRefs: [{ name: 'productpage', port: 9080 }],
      },
    ],
  },
});

/** "Traffic Splitting". */
export const myExampleGateway = (): Manifest => ({
  apiVersion: 'gateway.networking.k8s.io/v1beta1',
  kind: 'Gateway',
  metadata: { name: 'my-example-gateway' },
  spec: {
    gatewayClassName: 'cilium',
    infrastructure: { annotations: { ...LOXILB_ANNOTATIONS } },
    listeners: [{ protocol: 'HTTP', port: 8080, name: 'web-gw-echo', allowedRoutes: { namespaces: { from: 'Same' } } }],
  },
});

export const exampleRoute1 = (): Manifest => ({
  apiVersion: 'gateway.networking.k8s.io/v1beta1',
  kind: 'HTTPRoute',
  metadata: { name: 'example-route-1' },
  spec: {
    parentRefs: [{ name: 'my-example-gateway' }],
    rules: [
      {
        matches: [{ path: { type: 'PathPrefix', value: '/echo' } }],
        backendRefs: [
          { kind: 'Service', name: 'echo-1', port: 8080, weight: 99 },
          { kind: 'Service', name: 'echo-2', port: 8090, weight: 1 },
        ],
      },
    ],
  },
});

/** "Creating a New HTTPRoute". */
export const headerHttpEcho = (): Manifest => ({
  apiVersion: 'gateway.networking.k8s.io/v1beta1',
  kind: 'HTTPRoute',
  metadata: { name: 'header-http-echo' },
  spec: {
    parentRefs: [{ name: 'cilium-gw' }],
    rules: [
      {
        matches: [{ path: { type: 'PathPrefix', value: '/cilium-add-a-request-header' } }],
        filters: [
          {
            type: 'RequestHeaderModifier',
            requestHeaderModifier: { add: [{ name: 'my-cilium-header-name', value: 'my-cilium-header-value' }] },
          },
        ],
        backendRefs: [{ name: 'echo-1', port: 8080 }],
      },
    ],
  },
});

/** "Removing a Header": a filter without a route. */
export const removeHeaderFilter = (): unknown => ({
  type: 'RequestHeaderModifier',
  requestHeaderModifier: { remove: ['x-request-id'] },
});

/** "Creating an HTTPRoute to Modify Response Headers". */
export const responseHeaderModifier = (): Manifest => ({
  apiVersion: 'gateway.networking.k8s.io/v1beta1',
  kind: 'HTTPRoute',
  metadata: { name: 'response-header-modifier' },
  spec: {
    parentRefs: [{ name: 'cilium-gw' }],
    rules: [
      {
        matches: [{ path: { type: 'PathPrefix', value: '/multiple' } }],
        filters: [
          {
            type: 'ResponseHeaderModifier',
            responseHeaderModifier: {
              add: [
                { name: 'X-Header-Add-1', value: 'header-add-1' },
                { name: 'X-Header-Add-2', value: 'header-add-2' },
                { name: 'X-Header-Add-3', value: 'header-add-3' },
              ],
            },
          },
        ],
        backendRefs: [{ name: 'echo-1', port: 8080 }],
      },
    ],
  },
});
