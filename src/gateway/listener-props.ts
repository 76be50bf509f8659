import type { GatewaySpec } from '../../imports/gateway.networking.k8s.io';
import type { ApiShape } from '../resource/api-shape';
import type { AllowedRoutes } from './allowed-routes';
import type { Certificate } from './certificate';

/** `spec` of a Gateway in the API's shape. */
export type GatewayShape = ApiShape<GatewaySpec>;
/** One of its listeners. */
export type ListenerShape = NonNullable<GatewayShape['listeners']>[number];

interface CommonListenerProps {
  /** Unique within the gateway; a DNS subdomain. Routes name it. */
  readonly name: string;
  /** Port of the VIP, 1 to 65535. */
  readonly port: number;
  /** @default routes of the gateway's namespace, of all kinds that fit */
  readonly allowedRoutes?: AllowedRoutes;
}

/** Plain HTTP. */
export interface HttpListenerProps extends CommonListenerProps {
  readonly protocol: 'HTTP';
  /** Host that is answered for; `*.` in front stands for one or more labels. @default all hosts */
  readonly hostname?: string;
}

/** HTTP over TLS that ends at the gateway. */
export interface HttpsListenerProps extends CommonListenerProps {
  readonly protocol: 'HTTPS';
  /** Host that is answered for, by server name (SNI). @default all hosts */
  readonly hostname?: string;
  /** One: Cilium takes no more for a listener. For several hostnames make several listeners, as `TlsGateway` does. */
  readonly certificate: Certificate;
  /** Settings of the implementation. At most 16. @default none */
  readonly tlsOptions?: Readonly<Record<string, string>>;
}

/** TLS that is passed through to the backend, by server name, or that ends at the gateway. */
export interface TlsListenerProps extends CommonListenerProps {
  readonly protocol: 'TLS';
  /** Server name (SNI) that is answered for. @default all */
  readonly hostname?: string;
  /** No Cilium release terminates TLS for TLSRoutes. @default Passthrough */
  readonly mode?: 'Passthrough' | 'Terminate';
  /** For mode Terminate. */
  readonly certificate?: Certificate;
  /** Settings of the implementation. At most 16. @default none */
  readonly tlsOptions?: Readonly<Record<string, string>>;
}

/** Connections or datagrams that nobody looks into. Cilium implements them since 1.20. */
export interface Layer4ListenerProps extends CommonListenerProps {
  readonly protocol: 'TCP' | 'UDP';
}

export type ListenerProps = HttpListenerProps | HttpsListenerProps | TlsListenerProps | Layer4ListenerProps;
