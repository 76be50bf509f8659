import { checkInteger, checkOneOf } from '../resource/checks';
import type { Field } from '../resource/field';

/** Options of a sync that are on or off. A misspelt one Argo CD ignores. */
const SWITCHES = [
  'ApplyOutOfSyncOnly',
  'CreateNamespace',
  'FailOnSharedResource',
  'PruneLast',
  'Replace',
  'ServerSideApply',
  'SkipDryRunOnMissingResource',
  'Validate',
] as const;

/** An option of a sync, as Argo CD writes it: `CreateNamespace=true`. */
export type ArgoSyncOption =
  | `${(typeof SWITCHES)[number]}=${'true' | 'false'}`
  | `PrunePropagationPolicy=${'foreground' | 'background' | 'orphan'}`;

/** When and how Argo CD applies. */
export interface ArgoSyncPolicy {
  /** False: only by hand. @default on, with the defaults of its members */
  readonly automated?:
    | false
    | {
        /** Whether objects that are gone from the source are deleted. @default true */
        readonly prune?: boolean;
        /** Whether changes in the cluster are taken back. @default true */
        readonly selfHeal?: boolean;
        /** Whether an empty source deletes everything. @default false */
        readonly allowEmpty?: boolean;
      };
  /**
   * Beside the defaults; one of the same name replaces the default.
   * @default ServerSideApply=true, CreateNamespace=false, PruneLast=true, SkipDryRunOnMissingResource=true
   */
  readonly syncOptions?: readonly ArgoSyncOption[];
  /** What happens when a sync fails. */
  readonly retry?: {
    /** Attempts; -1 for no end. @default 5 */
    readonly limit?: number;
    readonly backoff?: {
      /** Time before the first one, e.g. `5s`. @default 5s */
      readonly duration?: string;
      /** What the time grows by. @default 2 */
      readonly factor?: number;
      /** The longest time. @default 3m */
      readonly maxDuration?: string;
    };
  };
}

const DEFAULT_OPTIONS: readonly ArgoSyncOption[] = [
  'ServerSideApply=true',
  'CreateNamespace=false',
  'PruneLast=true',
  // Of kinds whose CRDs a controller makes when it starts, such as CiliumGatewayClassConfig.
  'SkipDryRunOnMissingResource=true',
];

const WORDS: readonly string[] = [
  ...SWITCHES.flatMap((name) => [`${name}=true`, `${name}=false`]),
  ...['foreground', 'background', 'orphan'].map((policy) => `PrunePropagationPolicy=${policy}`),
];

/** `spec.syncPolicy`. @throws InvalidFieldError for options that Argo CD ignores, alone or beside another */
export function syncPolicy(field: Field, given: ArgoSyncPolicy = {}): Readonly<Record<string, unknown>> {
  const { automated = {}, retry = {} } = given;
  const { limit = 5, backoff = {} } = retry;
  const { duration = '5s', factor = 2, maxDuration = '3m' } = backoff;
  checkInteger(field.at('retry').at('limit'), limit, -1, 1000);
  checkInteger(field.at('retry').at('backoff').at('factor'), factor, 1, 100);
  checkDuration(field.at('retry').at('backoff').at('duration'), duration);
  checkDuration(field.at('retry').at('backoff').at('maxDuration'), maxDuration);
  return {
    ...(automated === false ? {} : { automated: { prune: true, selfHeal: true, allowEmpty: false, ...automated } }),
    syncOptions: syncOptions(field.at('syncOptions'), given.syncOptions ?? []),
    retry: { limit, backoff: { duration, factor, maxDuration } },
  };
}

function syncOptions(field: Field, given: readonly ArgoSyncOption[]): readonly string[] {
  const byName = new Map<string, string>(DEFAULT_OPTIONS.map((option) => [nameOf(option), option]));
  const seen = new Set<string>();
  for (const [index, option] of given.entries()) {
    if (/^RespectIgnoreDifferences=/.test(option)) {
      field.item(index).fail(option, 'has nothing to respect', 'Leave it out: no differences are ignored here.');
    }
    checkOneOf(field.item(index), option, WORDS, 'an option of Argo CD');
    const name = nameOf(option);
    if (seen.has(name)) field.item(index).fail(option, `is the second value of ${name}`, 'Leave one out.');
    seen.add(name);
    byName.set(name, option);
  }
  const options = [...byName.values()];
  if (options.includes('Replace=true') && options.includes('ServerSideApply=true')) {
    field.fail('Replace=true', 'overrules ServerSideApply=true', 'Leave it out, or add "ServerSideApply=false".');
  }
  return options;
}

function nameOf(option: string): string {
  return option.slice(0, option.indexOf('='));
}

function checkDuration(field: Field, duration: string): void {
  if (typeof duration !== 'string' || !/^(\d+(h|m|s|ms))+$/.test(duration)) {
    field.fail(duration, 'is no duration', 'Write it with its unit, such as "30s" or "3m".');
  }
}
