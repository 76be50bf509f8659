import { checkDnsLabel } from '../resource/checks';
import type { Field } from '../resource/field';

/** Manifests in a folder of a git repository. */
export interface ArgoGitSource {
  /** `https://git.example.com/team/repo.git`, `ssh://git@…` or `git@host:path`, without a password. */
  readonly repoURL: string;
  /** Branch, tag or commit. */
  readonly targetRevision: string;
  /** Folder in the repository, e.g. `dist/prod`; `.` for its root. */
  readonly path: string;
  /** How plain manifests are read. @default Argo CD looks: Helm, Kustomize, or the files of the folder itself */
  readonly directory?: {
    /** Whether folders below are read. @default false */
    readonly recurse?: boolean;
    /** Glob of files, e.g. `*.yaml`. @default *.yml, *.yaml and *.json */
    readonly include?: string;
    /** Glob of files that are left out. @default none */
    readonly exclude?: string;
  };
}

/** A chart of a Helm repository. */
export interface ArgoHelmSource {
  /** URL of the repository: `https://…`, or `host/path` of an OCI registry. */
  readonly repoURL: string;
  readonly chart: string;
  /** Release of the chart, in full: `1.20.0`. */
  readonly targetRevision: string;
  /** Name of the Helm release. @default the name of the Application */
  readonly releaseName?: string;
  /** Values, in the chart's own shape. Never a secret: they go to git. @default none */
  readonly values?: Readonly<Record<string, unknown>>;
}

export type ArgoSource = ArgoGitSource | ArgoHelmSource;

/** `spec.source`. @throws InvalidFieldError for what Argo CD refuses, or finds another thing for on another day */
export function argoSource(field: Field, source: ArgoSource): Readonly<Record<string, unknown>> {
  const { repoURL, targetRevision } = source;
  const isChart = 'chart' in source;
  checkRepository(field.at('repoURL'), repoURL, isChart ? 'chart' : 'git');
  if (isChart && 'path' in source) {
    field
      .at('path')
      .fail(source.path, 'is given beside a chart', 'A source is a folder of git or a chart: leave one out.');
  }
  if (isChart) {
    checkChart(field, source);
    const { chart, releaseName, values } = source;
    const helm = {
      ...(releaseName === undefined ? {} : { releaseName }),
      ...(values === undefined || Object.keys(values).length === 0 ? {} : { valuesObject: values }),
    };
    return { repoURL, chart, targetRevision, ...(Object.keys(helm).length === 0 ? {} : { helm }) };
  }
  checkRevision(field.at('targetRevision'), targetRevision);
  checkPath(field.at('path'), source.path);
  const { directory } = source;
  if (directory) checkDirectory(field.at('directory'), directory);
  return { repoURL, targetRevision, path: source.path, ...(directory ? { directory: { ...directory } } : {}) };
}

const GIT_URL = /^(https?:\/\/|ssh:\/\/)[^\s/]+\/\S+$|^[\w.-]+@[\w.-]+:\S+$/;
const HELM_URL = /^https?:\/\/[^\s/]+(\/\S*)?$|^[a-z0-9][a-z0-9.-]*(:\d+)?(\/[\w./-]+)?$/;

/** @throws InvalidFieldError for what is no URL, and one with credentials in it */
export function checkRepository(field: Field, repoURL: string, of: 'git' | 'chart' | 'any'): void {
  const patterns = { git: [GIT_URL], chart: [HELM_URL], any: [GIT_URL, HELM_URL] }[of];
  if (typeof repoURL !== 'string' || !patterns.some((pattern) => pattern.test(repoURL))) {
    const example = of === 'chart' ? 'https://helm.example.com' : 'https://git.example.com/team/repo.git';
    const isOci = typeof repoURL === 'string' && repoURL.startsWith('oci://');
    field.fail(repoURL, 'is no URL of a repository', isOci ? 'Leave out "oci://".' : `Write it as "${example}".`);
  }
  if (/^https?:\/\/[^/]*@/.test(repoURL) || /^ssh:\/\/[^/@]*:[^/@]*@/.test(repoURL)) {
    field.fail(
      repoURL.replace(/\/\/[^/@]*@/, '//…@'),
      'has a user or password, and it goes to git',
      'Leave them out: Argo CD takes credentials from a Secret of its own.',
    );
  }
}

function checkChart(field: Field, { chart, targetRevision, releaseName, values }: ArgoHelmSource): void {
  if (values !== undefined) checkValues(field.at('values'), values);
  if (typeof chart !== 'string' || !/^[A-Za-z0-9][A-Za-z0-9._/-]*$/.test(chart)) {
    field.at('chart').fail(chart, 'is no name of a chart', 'Write it as in the repository, such as "cilium".');
  }
  if (typeof targetRevision !== 'string' || !/^v?\d+\.\d+\.\d+([-+][0-9A-Za-z.+-]+)?$/.test(targetRevision)) {
    field
      .at('targetRevision')
      .fail(targetRevision, 'is no single release of a chart', 'Write one in full, such as "1.20.0".');
  }
  if (releaseName !== undefined) checkDnsLabel(field.at('releaseName'), releaseName);
}

/** Null, by which Helm drops a default, does not get into a manifest; the rest is no JSON. */
function checkValues(field: Field, value: unknown): void {
  if (value === undefined || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)) return;
  if (typeof value !== 'object' || value === null) {
    field.fail(value, 'cannot stand in values', 'Use texts, numbers, booleans, lists and maps.');
  }
  for (const [name, member] of Object.entries(value)) {
    checkValues(Array.isArray(value) ? field.item(Number(name)) : field.at(name), member);
  }
}

/** What git takes as the name of a ref, or the hash of a commit (git-check-ref-format). */
function checkRevision(field: Field, revision: string): void {
  const fine =
    typeof revision === 'string' && /^[A-Za-z0-9][\w./+-]*$/.test(revision) && !/\.\.|\/\/|\/$/.test(revision);
  if (!fine) field.fail(revision, 'is no branch, tag or commit', 'Write one, such as "main" or "v1.6.1".');
}

/** Argo CD refuses absolute paths, and such as lead out of the repository. */
function checkPath(field: Field, path: string): void {
  if (path === '.') return;
  const fine =
    typeof path === 'string' && path !== '' && path.split('/').every((part) => part !== '' && !/^\.{1,2}$/.test(part));
  if (!fine) {
    field.fail(
      path,
      'is no folder of the repository',
      'Write it as "dist/prod", without "/" at its ends and without "..".',
    );
  }
}

function checkDirectory(field: Field, directory: NonNullable<ArgoGitSource['directory']>): void {
  const { recurse, include, exclude } = directory;
  if (recurse !== undefined && typeof recurse !== 'boolean') {
    field.at('recurse').fail(recurse, 'is no boolean', 'Use true or false.');
  }
  for (const [name, glob] of [
    ['include', include],
    ['exclude', exclude],
  ] as const) {
    if (glob !== undefined && glob === '') field.at(name).fail(glob, 'is empty', 'Leave it out.');
  }
}
