import { canonicalText } from '../../rehearsal/canonical-text';
import { type Code, codeOf, type RecordCode, recordOf } from '../code';
import type { Draft, Drafter } from '../draft';
import { type Fields, fieldOf, hasOnly, otherField, textOf } from '../json';

const FINALIZER = 'resources-finalizer.argocd.argoproj.io';
/** How `ClusterApplication` reads a tree. */
const TREE = canonicalText({ recurse: true, include: '*.yaml' });

const KNOWN = ['project', 'source', 'destination', 'syncPolicy'];

/** ClusterApplication for the tree of a cluster, else ArgoApplication. */
export const draftArgoApplication: Drafter = ({ manifest: { spec, metadata } }) => {
  if (!hasOnly(spec, ...KNOWN)) return [otherField(spec, 'spec', KNOWN)];
  const cascade = canonicalText(fieldOf(metadata, 'finalizers')) === canonicalText([FINALIZER]);
  return [undefined, spec.syncPolicy].flatMap((policy): (Draft | undefined)[] => {
    const common = {
      project: spec.project === 'default' ? undefined : codeOf(spec.project, 'spec.project'),
      syncPolicy: policyOf(policy),
      cascade: cascade ? codeOf(true) : undefined,
    };
    const source = sourceOf(spec.source);
    return [
      clusterDraft(spec, common),
      source && {
        construct: 'ArgoApplication',
        props: recordOf({ source, destination: codeOf(spec.destination, 'spec.destination'), ...common }),
      },
    ];
  });
};

type Members = Readonly<Record<string, Code | undefined>>;

function clusterDraft({ source, destination }: Fields, common: Members): Draft | undefined {
  if (!hasOnly(source, 'repoURL', 'targetRevision', 'path', 'directory')) return undefined;
  const [, folder = '', cluster = ''] = /^(.+)\/([^/]+)$/.exec(textOf(source.path) ?? '') ?? [];
  if (cluster === '' || canonicalText(source.directory) !== TREE) return undefined;
  const own = canonicalText(destination) === canonicalText({ name: cluster, namespace: 'default' });
  const props: RecordCode = recordOf({
    cluster: codeOf(cluster, 'spec.source.path'),
    repoURL: codeOf(source.repoURL, 'spec.source.repoURL'),
    targetRevision: codeOf(source.targetRevision, 'spec.source.targetRevision'),
    folder: folder === 'dist' ? undefined : codeOf(folder),
    destination: own ? undefined : codeOf(destination, 'spec.destination'),
    ...common,
  });
  return { construct: 'ClusterApplication', props };
}

function sourceOf(source: unknown): Code | undefined {
  if (hasOnly(source, 'repoURL', 'targetRevision', 'path', 'directory') && source.path !== undefined)
    return codeOf(source, 'spec.source');
  if (!hasOnly(source, 'repoURL', 'targetRevision', 'chart', 'helm')) return undefined;
  const { helm, ...chart } = source;
  if (helm !== undefined && !hasOnly(helm, 'releaseName', 'valuesObject')) return undefined;
  return codeOf(
    { ...chart, releaseName: fieldOf(helm, 'releaseName'), values: fieldOf(helm, 'valuesObject') },
    'spec.source',
  );
}

/** Applying by hand is said; there, Argo CD has nothing. */
export function policyOf(policy: unknown, at = 'spec.syncPolicy'): Code | undefined {
  if (!hasOnly(policy, 'automated', 'syncOptions', 'retry')) return undefined;
  return codeOf({ ...policy, automated: policy.automated ?? false }, at);
}
