import { PlatformError } from './platform-error';

/** An address of `Gateway.spec.addresses`. */
export interface GatewayAddress {
  /** `IPAddress`, `Hostname`, or a domain-prefixed type of an implementation. */
  readonly type: string;
  readonly value: string;
}

/** Where an implementation goes ways of its own. */
export interface ImplementationWays {
  /**
   * Which listeners cannot share a port: those that the specification names; as Cilium since 1.19.6 (HTTPS and TLS passthrough of
   * hosts that intersect, one hostname twice, TCP and UDP); or nothing is looked at.
   * @default specification
   */
  readonly listenerConflicts?: 'specification' | 'cilium' | 'unchecked';
  /** What becomes of `Gateway.spec.infrastructure.parametersRef`. @default refused */
  readonly gatewayParameters?: 'refused' | 'ignored';
  /**
   * Kind, as `group/kind`, that classes may name as parameters, by name and namespace.
   * @default none
   */
  readonly classParameters?: string;
  /** Types of addresses that a Gateway may ask for. @default IPAddress, Hostname */
  readonly addressTypes?: readonly string[];
  /**
   * What a request gets that matches no rule of the most specific hostname which it is of: `next`: the rules of less specific ones are asked; `none`:
   * 404, as with Envoy, whose virtual hosts do not fall back.
   * @default next
   */
  readonly unmatchedHostname?: 'next' | 'none';
  /** Addresses come from a load balancer in front, not from the implementation. @default false */
  readonly external?: boolean;
  /**
   * Protocols whose listeners are reported as fine and get no traffic all the same.
   * @default none
   */
  readonly deadProtocols?: readonly string[];
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
  /** Where it goes ways of its own. */
  readonly ways: Required<Omit<ImplementationWays, 'classParameters'>> & Pick<ImplementationWays, 'classParameters'>;
  private readonly except: ReadonlySet<string>;
  private readonly optIn: ReadonlySet<string>;

  /** @throws PlatformError for a controller name that is no domain with a path */
  constructor(props: ImplementationProps, ways: ImplementationWays = {}) {
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
    this.ways = {
      listenerConflicts: 'specification',
      gatewayParameters: 'refused',
      addressTypes: ['IPAddress', 'Hostname'],
      unmatchedHostname: 'next',
      external: false,
      deadProtocols: [],
      ...ways,
    };
  }

  /** True if the feature is on. */
  supports(feature: string): boolean {
    return OPT_IN_FEATURES.includes(feature) ? this.optIn.has(feature) : !this.except.has(feature);
  }
}
