/** An object of which nothing is known. */
export type Tree = Readonly<Record<string, unknown>>;

/** The object, or an empty one for what is none. */
export function treeOf(value: unknown): Tree {
  return isTree(value) ? value : {};
}

/** The list's objects. */
export function listOf(value: unknown): readonly Tree[] {
  return Array.isArray(value) ? value.filter(isTree) : [];
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Volumes that pods may have, beside their name. */
const VOLUMES = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'name',
  'persistentVolumeClaim',
  'projected',
  'secret',
];

/**
 * Why Pod Security refuses a pod at the level `restricted`, as a clause; undefined if it takes it.
 *
 * Source: kubernetes.io/docs/concepts/security/pod-security-standards, the controls that are about Linux.
 */
export function podProblem(pod: Tree): string | undefined {
  const host = ['hostNetwork', 'hostPID', 'hostIPC'].find((key) => pod[key] === true);
  if (host !== undefined) return `it has ${host}`;
  const volume = listOf(pod.volumes).find((each) => Object.keys(each).some((key) => !VOLUMES.includes(key)));
  if (volume) return `its volume ${volume.name} is not of a kind that is allowed`;
  const containers = ['initContainers', 'containers', 'ephemeralContainers'].flatMap((key) => listOf(pod[key]));
  for (const container of containers) {
    const problem = containerProblem(container, treeOf(pod.securityContext));
    if (problem !== undefined) return `container ${container.name} ${problem}`;
  }
  return undefined;
}

function containerProblem(container: Tree, podContext: Tree): string | undefined {
  const own = treeOf(container.securityContext);
  const context: Tree = { ...podContext, ...own };
  if (own.privileged === true) return 'is privileged';
  if (own.allowPrivilegeEscalation !== false) return 'does not have allowPrivilegeEscalation: false';
  const { add, drop } = treeOf(own.capabilities);
  if (!Array.isArray(drop) || !drop.includes('ALL')) return 'does not drop the capabilities ALL';
  if (Array.isArray(add) && add.some((name) => name !== 'NET_BIND_SERVICE')) return `adds capabilities`;
  if (context.runAsNonRoot !== true) return 'does not have runAsNonRoot: true';
  if (context.runAsUser === 0) return 'runs as root';
  const { type } = treeOf(context.seccompProfile);
  if (type !== 'RuntimeDefault' && type !== 'Localhost') return 'has no seccompProfile';
  if (listOf(container.ports).some(({ hostPort }) => hostPort !== undefined && hostPort !== 0)) return 'has a hostPort';
  return undefined;
}
