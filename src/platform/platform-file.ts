import { implementationOf } from './implementation-file';
import { Platform, type PlatformProps } from './platform';
import { PlatformError } from './platform-error';

/** A finding that somebody has looked at and accepts. */
export interface Acknowledgement {
  /** Id of the rule, e.g. `admission/unknown-kind`. */
  readonly rule: string;
  /** `Kind namespace/name` or `Kind name`. @default every object */
  readonly resource?: string;
  /** Why; not empty. */
  readonly reason: string;
}

/** A platform with the folders that it is for. */
export interface PlatformEntry {
  readonly platform: Platform;
  /** Files and folders; undefined: everything that no other entry is for. */
  readonly paths?: readonly string[];
  readonly acknowledge: readonly Acknowledgement[];
}

/** What a platform file says. */
export interface PlatformFile {
  /** One at least, in the order of the file. */
  readonly platforms: readonly PlatformEntry[];
  /** What is accepted between clusters, wherever it is found, and of changes of any of them. */
  readonly acknowledge: readonly Acknowledgement[];
}

/** Keys of a platform file, with what stands below them. `true`: anything, for parts of the rehearsal that read it themselves. */
const KEYS = {
  kubernetes: 'text',
  gatewayApi: { version: 'text', channel: 'text' },
  cilium: { version: 'text', values: true },
  rke2: { version: 'text', config: true },
  loxilb: { kubeLoxilb: 'text', args: true, nodes: true },
  network: 'text',
  implementation: true,
  complete: true,
  acknowledge: true,
} as const;

type Shape = 'text' | true | { readonly [key: string]: Shape };

/**
 * A platform file that was parsed. Beside a list of `platforms` there may be `acknowledge`, for what is found between them, and for changes.
 * @param file name for messages
 * @throws PlatformError for keys that are not known, and values of the wrong type
 */
export function platformFileOf(content: unknown, file: string): PlatformFile {
  if (content === null || content === undefined)
    return { platforms: [{ platform: Platform.default, acknowledge: [] }], acknowledge: [] };
  const top = objectAt(content, file, '');
  if (!('platforms' in top)) return { platforms: [entryOf(top, file, '')], acknowledge: [] };
  const { platforms, acknowledge, ...others } = top;
  const [other] = Object.keys(others);
  if (other !== undefined)
    throw new PlatformError(`${file}: ${other}: stands beside "platforms". Put it into an entry of the list.`);
  if (!Array.isArray(platforms))
    throw new PlatformError(`${file}: platforms: is no list. Write a list of platforms with their paths.`);
  return {
    platforms: platforms.map((entry, index) =>
      entryOf(objectAt(entry, file, `platforms[${index}]`), file, `platforms[${index}].`),
    ),
    acknowledge: acknowledgementsOf(acknowledge, file, 'acknowledge'),
  };
}

function entryOf(entry: Record<string, unknown>, file: string, prefix: string): PlatformEntry {
  const { paths, ...rest } = entry;
  checkShape(rest, KEYS, file, prefix);
  const acknowledge = acknowledgementsOf(rest.acknowledge, file, `${prefix}acknowledge`);
  if (paths !== undefined && !isTexts(paths))
    throw new PlatformError(
      `${file}: ${prefix}paths: is no list of texts. Write the folders that the platform is for.`,
    );
  try {
    return { platform: new Platform(propsOf(rest)), acknowledge, ...(paths === undefined ? {} : { paths }) };
  } catch (error) {
    if (error instanceof PlatformError)
      throw new PlatformError(`${file}: ${error.message.replace(/^platform: /, prefix)}`);
    throw error;
  }
}

function propsOf(rest: Record<string, unknown>): PlatformProps {
  const part = (key: string): Record<string, unknown> => objectOr(rest[key]);
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  const { version: gatewayApi, channel } = part('gatewayApi');
  const [kubernetes, version, cilium, kubeLoxilb] = [
    rest.kubernetes,
    gatewayApi,
    part('cilium').version,
    part('loxilb').kubeLoxilb,
  ].map(text);
  if (channel !== undefined && channel !== 'standard' && channel !== 'experimental') {
    throw new PlatformError(
      `platform: gatewayApi.channel: ${JSON.stringify(channel)} is not a channel. Use "standard" or "experimental".`,
    );
  }
  const { complete } = rest;
  if (complete !== undefined && !isTexts(complete)) {
    throw new PlatformError('platform: complete: is no list of texts. Write namespaces, or ["*"] for all.');
  }
  return {
    ...(kubernetes === undefined ? {} : { kubernetes }),
    gatewayApi: { ...(version === undefined ? {} : { version }), ...(channel === undefined ? {} : { channel }) },
    cilium: {
      ...(cilium === undefined ? {} : { version: cilium }),
      ...valuesAt('cilium.values', part('cilium').values),
    },
    loxilb: { ...(kubeLoxilb === undefined ? {} : { kubeLoxilb }), ...loxilbOf(part('loxilb')) },
    ...(rest.rke2 === undefined ? {} : { rke2: rke2Of(part('rke2')) }),
    ...(complete === undefined ? {} : { complete }),
    ...(typeof rest.network === 'string' ? { network: rest.network } : {}),
    ...(rest.implementation === undefined ? {} : { implementation: implementationOf(rest.implementation) }),
  };
}

function valuesAt(path: string, values: unknown): { values?: Record<string, unknown> } {
  return values === undefined ? {} : { values: objectAt(values, 'platform', path) };
}

function rke2Of({ version, config }: Record<string, unknown>): NonNullable<PlatformProps['rke2']> {
  return {
    ...(typeof version === 'string' ? { version } : {}),
    ...(config === undefined ? {} : { config: objectAt(config, 'platform', 'rke2.config') }),
  };
}

function loxilbOf({
  args,
  nodes,
}: Record<string, unknown>): Pick<NonNullable<PlatformProps['loxilb']>, 'args' | 'nodes'> {
  const flags: Record<string, string | number | boolean> = {};
  for (const [flag, value] of Object.entries(args === undefined ? {} : objectAt(args, 'platform', 'loxilb.args'))) {
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
      throw new PlatformError(
        `platform: loxilb.args.${flag}: is no text, number or switch. Write the flag as on the command line.`,
      );
    }
    flags[flag.replace(/^--/, '')] = value;
  }
  if (nodes !== undefined && !isTexts(nodes) && !(typeof nodes === 'number' && Number.isInteger(nodes) && nodes >= 0)) {
    throw new PlatformError(
      'platform: loxilb.nodes: is neither a number nor a list of addresses. Write 3, or ["10.0.9.11"].',
    );
  }
  return { ...(args === undefined ? {} : { args: flags }), ...(nodes === undefined ? {} : { nodes }) };
}

function checkShape(value: unknown, shape: Shape, file: string, path: string): void {
  if (shape === true || value === undefined) return;
  const at = path.replace(/\.$/, '');
  if (shape === 'text') {
    if (typeof value === 'string') return;
    // 1.30 as a number would be 1.3.
    throw new PlatformError(
      `${file}: ${at}: ${JSON.stringify(value)} is no text. Write versions in quotes, such as "1.36".`,
    );
  }
  for (const [key, member] of Object.entries(objectAt(value, file, at))) {
    const below = Object.hasOwn(shape, key) ? shape[key] : undefined;
    if (below === undefined) {
      throw new PlatformError(
        `${file}: ${path}${key}: is no key of a platform. Use one of ${Object.keys(shape).join(', ')}.`,
      );
    }
    checkShape(member, below, file, `${path}${key}.`);
  }
}

function acknowledgementsOf(value: unknown, file: string, path: string): Acknowledgement[] {
  if (value === undefined) return [];
  if (!Array.isArray(value))
    throw new PlatformError(`${file}: ${path}: is no list. Write a list of rule, resource and reason.`);
  return value.map((item, index) => {
    const { rule, resource, reason } = objectAt(item, file, `${path}[${index}]`);
    if (
      typeof rule !== 'string' ||
      typeof reason !== 'string' ||
      reason.trim() === '' ||
      (resource !== undefined && typeof resource !== 'string')
    ) {
      throw new PlatformError(
        `${file}: ${path}[${index}]: needs a rule and a reason. Write { rule: admission/…, resource: Kind namespace/name, reason: why }.`,
      );
    }
    return { rule, reason, ...(resource === undefined ? {} : { resource }) };
  });
}

function objectAt(value: unknown, file: string, path: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new PlatformError(
      `${file}: ${path === '' ? '' : `${path}: `}is no map of keys. See the README for what a platform file holds.`,
    );
  }
  return objectOr(value);
}

function objectOr(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
