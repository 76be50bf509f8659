import { Implementation } from './implementation';
import { atLeast, type Version } from './version';

/** `controllerName` of Cilium's classes. */
export const CILIUM_CONTROLLER = 'io.cilium/gateway-controller';

/** The class that Cilium's Helm chart makes. */
const CILIUM_CLASS = 'cilium';

/**
 * Features that Cilium has, each with the first release; undefined: none has it yet.
 *
 * Source: cilium operator/pkg/gateway-api at v1.17.1, v1.18.10, v1.19.6 and the branch point of v1.20; its conformance reports
 * in kubernetes-sigs/gateway-api.
 */
const SINCE: Readonly<Record<string, Version | undefined>> = {
  ListenerSet: '1.20.0',
  BackendTLSPolicy: '1.20.0',
  TCPRoute: '1.20.0',
  UDPRoute: '1.20.0',
  TLSRouteModeTerminate: undefined,
  TLSRouteModeMixed: '1.19.6',
  GatewayFrontendClientCertificateValidation: undefined,
  GatewayBackendClientCertificate: undefined,
  BackendTLSPolicySANValidation: undefined,
  HTTPRouteCORS: '1.20.0',
  HTTPRouteExternalAuth: '1.20.0',
};

/** What Cilium of a version does as the specification says, and what not. */
export function ciliumImplementation(version: Version): Implementation {
  const except = Object.keys(SINCE).filter((feature) => {
    const since = SINCE[feature];
    return since === undefined || !atLeast(version, since);
  });
  return new Implementation(
    { controllerName: CILIUM_CONTROLLER, classes: [CILIUM_CLASS], features: { except } },
    {
      listenerConflicts: atLeast(version, '1.19.6') ? 'cilium' : 'unchecked',
      gatewayParameters: atLeast(version, '1.20.0') ? 'refused' : 'ignored',
      ...(atLeast(version, '1.18.0') ? { classParameters: 'cilium.io/CiliumGatewayClassConfig' } : {}),
      addressTypes: ['IPAddress'],
      // A virtual host of Envoy for each hostname.
      unmatchedHostname: 'none',
      external: true,
      deadProtocols: atLeast(version, '1.20.0') ? [] : ['TCP', 'UDP'],
    },
  );
}
