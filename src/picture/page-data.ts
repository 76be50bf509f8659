import { type PlatformProps, platformProps } from '../platform';
import type { Finding, Rehearsal } from '../rehearsal';
import { compareText } from '../rehearsal/canonical-text';
import { CONFIG_MAP, type DataObject, SECRET } from '../rehearsal/controller/api-kinds';
import { secretText } from '../rehearsal/controller/certificate-files';
import type { StoredObject } from '../rehearsal/inventory';
import { groupOf } from '../rehearsal/manifest';

/** What a page knows of one cluster: enough to play its Gateways again. */
export interface PageCluster {
  /** @default none: there is one cluster only */
  readonly name?: string;
  readonly platform: PlatformProps;
  readonly objects: readonly StoredObject[];
  readonly findings: readonly Finding[];
}

/** Stand for what only has to be there: a page has no keys, and no certificates to look into. */
export const CERTIFICATE_MARK = '-----BEGIN CERTIFICATE-----\nvalid\n-----END CERTIFICATE-----';
export const KEY_MARK = 'valid';

const GROUPS = ['gateway.networking.k8s.io', 'cilium.io', 'loxiurl.loxilb.io'];
const CORE_KINDS = ['Service', 'Namespace', 'Node'];

/**
 * The objects of a rehearsal that traffic depends on. Of Secrets and ConfigMaps there is only whether they hold a certificate.
 * @param name of the cluster, where there are several. @default none
 */
export function pageCluster({ objects, findings, platform }: Rehearsal, name?: string): PageCluster {
  return {
    ...(name === undefined ? {} : { name }),
    platform: platformProps(platform),
    // Sorted, so that the order of files changes nothing.
    objects: [...objects].sort(byIdentity).flatMap((object) => pageObject(object) ?? []),
    findings,
  };
}

function byIdentity(a: StoredObject, b: StoredObject): number {
  const [x, y] = [a, b].map(({ apiVersion, kind, metadata }) =>
    [groupOf(apiVersion), kind, metadata.namespace ?? '', metadata.name].join(' '),
  );
  return compareText(x ?? '', y ?? '');
}

function pageObject(object: StoredObject): StoredObject | undefined {
  const { apiVersion, kind, metadata } = object;
  if (SECRET.is(object) || CONFIG_MAP.is(object)) return withMarks(object);
  if (isKubeLoxilb(object)) return withoutEnvironment(object);
  if (!GROUPS.includes(groupOf(apiVersion)) && !(apiVersion === 'v1' && CORE_KINDS.includes(kind))) return undefined;
  const { annotations: _annotations, ...rest } = metadata;
  // Annotations of a Service are LoxiLB's; those of other objects may hold anything.
  return kind === 'Service' ? object : { ...object, metadata: rest };
}

function withMarks(object: DataObject): StoredObject {
  const { apiVersion, kind, metadata } = object;
  const { name, namespace } = metadata;
  const data: Record<string, string> = {};
  for (const key of ['tls.crt', 'ca.crt'])
    if ((kind === 'Secret' ? secretText(object, key) : object.data?.[key])?.includes('BEGIN CERTIFICATE'))
      data[key] = CERTIFICATE_MARK;
  if (kind === 'Secret' && secretText(object, 'tls.key')?.includes('PRIVATE KEY')) data['tls.key'] = KEY_MARK;
  const where = { name, ...(namespace === undefined ? {} : { namespace }) };
  return { apiVersion, kind, metadata: where, ...(kind === 'Secret' ? { stringData: data } : { data }) };
}

function isKubeLoxilb({ kind, spec }: StoredObject): boolean {
  return kind === 'Deployment' && JSON.stringify(spec).includes('kube-loxilb');
}

/** Environments may hold what is secret. */
function withoutEnvironment(object: StoredObject): StoredObject {
  const text = JSON.stringify(object, (key, value: unknown) =>
    key === 'env' || key === 'envFrom' ? undefined : value,
  );
  return JSON.parse(text);
}
