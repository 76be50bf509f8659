import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PlatformError } from './platform-error';
import type { Version } from './version';

/** Release channels of the Gateway API. */
export type GatewayApiChannel = 'standard' | 'experimental';

/** `imports/gateway-api-availability.json`: numbers are places in `sets`. */
interface Availability {
  readonly sets: readonly string[];
  readonly kinds: Readonly<Record<string, KindAvailability>>;
}

interface KindAvailability {
  readonly scope: 'Namespaced' | 'Cluster';
  readonly group: string;
  readonly apiVersions: Readonly<Record<string, readonly number[]>>;
  readonly fields: Readonly<Record<string, readonly number[]>>;
  readonly values: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
  readonly limits: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>>>;
}

/** The CRDs of one Gateway API release and channel: which kinds, versions, fields and values they have. */
export class GatewayApiSet {
  /** @throws PlatformError for a release or channel whose CRDs are not known here */
  static of(version: Version, channel: GatewayApiChannel): GatewayApiSet {
    const index = availability().sets.indexOf(`v${version}/${channel}`);
    if (index < 0) {
      const known = [...new Set(availability().sets.map((set) => set.slice(1, set.indexOf('/'))))];
      throw new PlatformError(
        known.includes(version)
          ? `platform: gatewayApi.channel: "${channel}" is not a channel. Use "standard" or "experimental".`
          : `platform: gatewayApi.version: Gateway API ${version} is not known. Use one of ${known.join(', ')}.`,
      );
    }
    return new GatewayApiSet(version, channel, index);
  }

  private constructor(
    /** Release without `v`, e.g. `1.6.1`. */
    readonly version: Version,
    readonly channel: GatewayApiChannel,
    private readonly index: number,
  ) {}

  /** For messages: `Gateway API 1.6.1 standard`. */
  toString(): string {
    return `Gateway API ${this.version} ${this.channel}`;
  }

  /**
   * The newest and most stable served version of a kind, e.g. `gateway.networking.k8s.io/v1`; undefined if the kind is absent.
   * @param kind a kind of the Gateway API, e.g. `TLSRoute`
   */
  tryApiVersion(kind: string): string | undefined {
    const known = availability().kinds[kind];
    if (!known) return undefined;
    const served = Object.keys(known.apiVersions).filter((name) => known.apiVersions[name]?.includes(this.index));
    const best = served.sort(byStability)[0];
    return best === undefined ? undefined : `${known.group}/${best}`;
  }

  /** As `tryApiVersion`. @throws PlatformError that names the releases which have the kind */
  apiVersion(kind: string): string {
    const found = this.tryApiVersion(kind);
    if (found !== undefined) return found;
    throw new PlatformError(`${this} has no ${kind}. ${this.missingKind(kind)}`);
  }

  /** A sentence that says which releases have a kind. */
  missingKind(kind: string): string {
    const { kinds } = availability();
    const known = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
    return releasesHaving(known ? Object.values(known.apiVersions).flat() : []);
  }

  /** True if objects of the kind live in a namespace. Unknown kinds count as namespaced. */
  isNamespaced(kind: string): boolean {
    const { kinds } = availability();
    return !Object.hasOwn(kinds, kind) || kinds[kind]?.scope !== 'Cluster';
  }

  /**
   * Undefined if the field is there, else a sentence that says which releases have it.
   * @param path as in the CRD, lists as `[]`: `spec.rules[].filters[].cors`
   */
  missingField(kind: string, path: string): string | undefined {
    const sets = availability().kinds[kind]?.fields[path];
    if (sets === undefined || sets.includes(this.index)) return undefined;
    return releasesHaving(sets);
  }

  /** Undefined if the enumeration at `path` has the value, else a sentence that says which releases have it. */
  missingValue(kind: string, path: string, value: string | number): string | undefined {
    const sets = availability().kinds[kind]?.values[path]?.[String(value)];
    if (sets === undefined || sets.includes(this.index)) return undefined;
    return releasesHaving(sets);
  }

  /**
   * The bound at `path` where it differs between releases; undefined where all have the same.
   * @param bound a bound of JSON Schema, e.g. `maxProperties`
   */
  limit(kind: string, path: string, bound: 'maxProperties' | 'maxItems' | 'maxLength' | 'maximum'): number | undefined {
    const values = availability().kinds[kind]?.limits[path]?.[bound] ?? {};
    const found = Object.keys(values).find((value) => values[value]?.includes(this.index));
    return found === undefined ? undefined : Number(found);
  }
}

let table: Availability | undefined;

/** Read on first use: 18 CRD sets boiled down to what differs between them. */
function availability(): Availability {
  table ??= JSON.parse(readFileSync(join(__dirname, '../../imports/gateway-api-availability.json'), 'utf8'));
  if (table === undefined) throw new Error('imports/gateway-api-availability.json is empty');
  return table;
}

/** `v1` before `v1beta1` before `v1alpha3` before `v1alpha2`, as Kubernetes sorts versions. */
function byStability(a: string, b: string): number {
  const rank = (name: string): number => {
    const [, major = '0', stage, minor = '0'] = /^v(\d+)(alpha|beta)?(\d+)?$/.exec(name) ?? [];
    return (stage === undefined ? 2e6 : stage === 'beta' ? 1e6 : 0) + Number(major) * 1e3 + Number(minor);
  };
  return rank(b) - rank(a);
}

/** `Gateway API 1.5.0 standard (1.3.0 experimental) and newer have it.`, from the places of the sets. */
function releasesHaving(sets: readonly number[]): string {
  if (sets.length === 0) return 'No release of the Gateway API known here has it.';
  const names = [...sets].sort((a, b) => a - b).map((index) => availability().sets[index] ?? '');
  const first = (channel: string): string | undefined =>
    names
      .find((name) => name.endsWith(`/${channel}`))
      ?.split('/')[0]
      ?.slice(1);
  const standard = first('standard');
  const experimental = first('experimental');
  const found: string[] = [];
  if (standard !== undefined) found.push(`${standard} standard`);
  if (experimental !== undefined && experimental !== standard) found.push(`${experimental} experimental`);
  return `Gateway API ${found.join(' or ')} has it: set gatewayApi of the platform if the cluster has that release.`;
}
