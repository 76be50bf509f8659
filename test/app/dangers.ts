/** A manifest, or a part of one. */
type Node = Readonly<Record<string, unknown>>;

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Every object within a value, with its path. */
function nodesOf(value: unknown, path = ''): (readonly [path: string, node: Node])[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => nodesOf(item, `${path}[${index}]`));
  if (!isNode(value)) return [];
  return [
    [path, value] as const,
    ...Object.entries(value).flatMap(([key, member]) => nodesOf(member, `${path}.${key}`)),
  ];
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** Linux capabilities that no workload here needs. */
const HARMLESS_CAPABILITIES: readonly string[] = ['NET_BIND_SERVICE'];

/**
 * What must never be in a tree that Argo CD applies: pods with rights over the host, images that are another one tomorrow, data
 * of Secrets, and rights on everything.
 */
export function dangersOf(manifest: Node): string[] {
  const dangers: string[] = [];
  if (manifest.kind === 'Secret') dangers.push('is a Secret');
  for (const [path, node] of nodesOf(manifest)) {
    if (node.privileged === true) dangers.push(`${path} is privileged`);
    if (node.allowPrivilegeEscalation === true) dangers.push(`${path} may gain privileges`);
    for (const field of ['hostNetwork', 'hostPID', 'hostIPC'])
      if (node[field] === true) dangers.push(`${path} has ${field}`);
    if (isNode(node.hostPath)) dangers.push(`${path} mounts a path of the host`);
    if (isNode(node.capabilities)) {
      const added = texts(node.capabilities.add).filter((name) => !HARMLESS_CAPABILITIES.includes(name));
      if (added.length > 0) dangers.push(`${path} adds ${added.join(', ')}`);
    }
    // A container has a name beside its image.
    if (typeof node.image === 'string' && typeof node.name === 'string') {
      if (!/@sha256:[0-9a-f]{64}$/.test(node.image) && !/:(?!latest$)[\w.-]+$/.test(node.image)) {
        dangers.push(`${path} has the moving image ${node.image}`);
      }
    }
    for (const field of ['apiGroups', 'resources', 'verbs', 'nonResourceURLs']) {
      if (texts(node[field]).some((text) => text.includes('*')) && 'verbs' in node)
        dangers.push(`${path} allows every one of ${field}`);
    }
    if (node.kind === 'ClusterRole' && node.name === 'cluster-admin') dangers.push(`${path} binds cluster-admin`);
  }
  return dangers;
}

/** What must never be in a file of a host. */
export function dangersOfText(text: string): string[] {
  const dangers: string[] = [];
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) dangers.push('has a private key');
  if (/:latest\b/.test(text)) dangers.push('has a moving image');
  if (/^\s*(token|agent-token|password)\s*:/m.test(text)) dangers.push('has a token or password');
  return dangers;
}
