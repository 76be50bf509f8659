import { PlatformError } from './platform-error';

/** An address of `Gateway.spec.addresses`. */
export interface GatewayAddress {
  /** `IPAddress`, `Hostname`, or a domain-prefixed type of an implementation. */
  readonly type: string;
  readonly value: string;
}

/** An implementation of the Gateway API that is not Cilium: one that does what the specification says. */
export interface ImplementationProps {
  /** `GatewayClass.spec.controllerName` of its classes, e.g. `example.com/controller`. */
  readonly controllerName: string;
  /** Names of features as in `pkg/features` of kubernetes-sigs/gateway-api. @default all are on */
  readonly features?: { readonly except?: readonly string[] };
  /** Features that change the answer to requests which would be routed without them. @default none */
  readonly optIn?: readonly string[];
  /** Classes that its installation makes, which stand in no manifest. @default none */
  readonly classes?: readonly string[];
  /** What is known of the network. @default every IP address can be used */
  readonly addresses?: {
    readonly usable?: readonly GatewayAddress[];
    readonly unusable?: readonly GatewayAddress[];
  };
}

/** Features that are off unless named: they answer requests themselves that would otherwise be routed. */
export const OPT_IN_FEATURES: readonly string[] = [
  'GatewayHTTPListenerIsolation',
  'GatewayHTTPSListenerDetectMisdirectedRequests',
];

/** What a controller of the Gateway API supports. */
export class Implementation {
  readonly controllerName: string;
  /** Classes that its installation makes. */
  readonly classes: readonly string[];
  readonly usable: readonly GatewayAddress[];
  readonly unusable: readonly GatewayAddress[];
  private readonly except: ReadonlySet<string>;
  private readonly optIn: ReadonlySet<string>;

  /** @throws PlatformError for a controller name that is no domain with a path */
  constructor(props: ImplementationProps) {
    if (!/^[a-z0-9.-]+\/\S+$/.test(props.controllerName)) {
      throw new PlatformError(
        `platform: implementation.controllerName: ${JSON.stringify(props.controllerName)} is no controller name. Write a domain and a path, such as "example.com/controller".`,
      );
    }
    this.controllerName = props.controllerName;
    this.classes = props.classes ?? [];
    this.except = new Set(props.features?.except ?? []);
    this.optIn = new Set(props.optIn ?? []);
    this.usable = props.addresses?.usable ?? [];
    this.unusable = props.addresses?.unusable ?? [];
  }

  /** True if the feature is on. */
  supports(feature: string): boolean {
    return OPT_IN_FEATURES.includes(feature) ? this.optIn.has(feature) : !this.except.has(feature);
  }
}
