import { parse } from 'yaml';
import type { Platform } from '../../platform';
import { isObject } from '../admission/defaults';
import type { DataObject } from '../controller/api-kinds';
import { CONFIG_MAP } from '../controller/api-kinds';
import { type Inventory, type Kind, kindOf, namespaceOf, type StoredObject } from '../inventory';
import { type Argument, argumentsOf } from './kube-loxilb-arguments';
import { type KubeLoxilbProcess, kubeLoxilbProcess } from './kube-loxilb-process';

/** A container of a workload. */
export interface Container {
  readonly name?: string;
  readonly image?: string;
  readonly imagePullPolicy?: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly resources?: { readonly limits?: Readonly<Record<string, string>> };
  readonly securityContext?: {
    readonly privileged?: boolean;
    readonly capabilities?: { readonly add?: readonly string[] };
  };
  readonly volumeMounts?: readonly { readonly name: string; readonly mountPath: string }[];
}

/** A Deployment or DaemonSet. */
export interface Workload extends StoredObject {
  readonly spec: {
    readonly replicas?: number;
    readonly strategy?: { readonly type?: string };
    readonly template: {
      readonly metadata?: { readonly labels?: Readonly<Record<string, string>> };
      readonly spec?: {
        readonly hostNetwork?: boolean;
        readonly serviceAccountName?: string;
        readonly terminationGracePeriodSeconds?: number;
        readonly containers?: readonly Container[];
        readonly initContainers?: readonly Container[];
        readonly volumes?: readonly {
          readonly name: string;
          readonly configMap?: { readonly name?: string };
          readonly secret?: { readonly secretName?: string };
        }[];
      };
    };
  };
}

/** The schema of the built-in kinds asks for no spec: what has none, or no template in it, runs nothing. */
function workloadKind(kind: string): Kind<Workload> {
  const { group, is } = kindOf<Workload>('apps', kind);
  return {
    group,
    kind,
    is: (object): object is Workload => is(object) && isObject(object.spec) && isObject(object.spec.template),
  };
}

export const DEPLOYMENT = workloadKind('Deployment');
export const DAEMON_SET = workloadKind('DaemonSet');

/** The file of `--config`, out of a ConfigMap. */
export interface KubeLoxilbConfig {
  readonly object: DataObject;
  readonly key: string;
  /** What it says; undefined for what is no map of keys. */
  readonly values: Readonly<Record<string, unknown>> | undefined;
}

/** A kube-loxilb among the manifests. */
export interface KubeLoxilb {
  readonly workload: Workload;
  readonly container: Container;
  /** `spec.template.spec.containers[0]` */
  readonly path: string;
  /** Of the command line alone. */
  readonly args: readonly Argument[];
  readonly config: KubeLoxilbConfig | undefined;
  /** What command line and file come to. */
  readonly process: KubeLoxilbProcess;
}

/** Those among the objects: Deployments that run its binary or its image. */
export function findKubeLoxilbs(inventory: Inventory): readonly KubeLoxilb[] {
  return inventory.all(DEPLOYMENT).flatMap((workload) =>
    (workload.spec.template.spec?.containers ?? []).flatMap((container, index) => {
      const { image = '', command = [] } = container;
      if (!command.includes('/bin/kube-loxilb') && !/(^|\/)kube-loxilb(:|@|$)/.test(image)) return [];
      return [kubeLoxilbOf(inventory, workload, container, `spec.template.spec.containers[${index}]`)];
    }),
  );
}

function kubeLoxilbOf(inventory: Inventory, workload: Workload, container: Container, path: string): KubeLoxilb {
  const { command = [], args = [] } = container;
  const read = argumentsOf([
    ...command.slice(1).map((text, index) => ({ text, path: `${path}.command[${index + 1}]` })),
    ...args.map((text, index) => ({ text, path: `${path}.args[${index}]` })),
  ]);
  const config = configOf(inventory, workload, container, read.find(({ flag }) => flag === 'config')?.value);
  return { workload, container, path, args: read, config, process: kubeLoxilbProcess(together(read, config)) };
}

/** What is known of a kube-loxilb that runs elsewhere: the flags of the platform file. */
export function platformProcess({ settings }: Platform): KubeLoxilbProcess | undefined {
  const { kubeLoxilbArgs } = settings;
  if (kubeLoxilbArgs === undefined) return undefined;
  return kubeLoxilbProcess(
    Object.entries(kubeLoxilbArgs).map(([flag, value]) => ({ flag, value: String(value), path: '' })),
  );
}

/** Flags that win over the file: its lists. All others are overwritten by it (kube-loxilb, cmd/loxilb-agent/options.go). */
const LISTS: ReadonlySet<string> = new Set(['loxiURL', 'cidrPools', 'cidr6Pools', 'extBGPPeers', 'excludeRoleList']);

function together(args: readonly Argument[], config: KubeLoxilbConfig | undefined): readonly Argument[] {
  const path = '';
  const given = new Set(args.filter(({ value }) => value).map(({ flag }) => flag));
  const written = Object.entries(config?.values ?? {}).flatMap(([key, value]): Argument[] => {
    const flag = key === 'setExclIPAM' ? 'setUniqueIP' : key;
    if (LISTS.has(flag) && given.has(flag)) return [];
    if (Array.isArray(value)) return [{ flag, value: value.join(','), path }];
    return typeof value === 'object' ? [] : [{ flag, value: String(value), path }];
  });
  return [...args, ...written];
}

function configOf(
  inventory: Inventory,
  workload: Workload,
  { volumeMounts = [] }: Container,
  file: string | undefined,
): KubeLoxilbConfig | undefined {
  if (file === undefined) return undefined;
  for (const { name, mountPath } of volumeMounts) {
    const folder = mountPath.endsWith('/') ? mountPath : `${mountPath}/`;
    if (!file.startsWith(folder)) continue;
    const volume = workload.spec.template.spec?.volumes?.find((each) => each.name === name);
    const map = volume?.configMap?.name;
    const object = map === undefined ? undefined : inventory.find(CONFIG_MAP, namespaceOf(workload), map);
    const key = file.slice(folder.length);
    const text = object?.data && Object.hasOwn(object.data, key) ? object.data[key] : undefined;
    if (object && text !== undefined) return { object, key, values: mapOf(text) };
  }
  return undefined;
}

/** The map of keys that a text in YAML is; undefined for any other. */
export function mapOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = parse(text, { logLevel: 'error', maxAliasCount: 100 });
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
