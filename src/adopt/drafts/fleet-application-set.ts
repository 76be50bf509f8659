import { canonicalText } from '../../rehearsal/canonical-text';
import { codeOf, recordOf } from '../code';
import type { Draft, Drafter } from '../draft';
import { fieldOf, listOf, textOf } from '../json';
import { policyOf } from './argo-application';

/** An ApplicationSet of folders of git, one for each cluster; whatever else it says is seen when it is compared. */
export const draftFleetApplicationSet: Drafter = ({ manifest: { spec } }) => {
  const [generator] = listOf(fieldOf(spec, 'generators'));
  const git = fieldOf(generator, 'git');
  const [first, ...others] = listOf(fieldOf(git, 'directories'));
  const [, folder] = /^(.+)\/\*$/.exec(textOf(fieldOf(first, 'path')) ?? '') ?? [];
  if (folder === undefined) return ['the construct is for folders of git, all below one'];
  const except = others.map((each) => (textOf(fieldOf(each, 'path')) ?? '').slice(folder.length + 1));
  const template = fieldOf(spec, 'template', 'spec');
  const project = fieldOf(template, 'project');
  return [undefined, fieldOf(template, 'syncPolicy')].map(
    (policy): Draft => ({
      construct: 'FleetApplicationSet',
      props: recordOf({
        repoURL: codeOf(fieldOf(git, 'repoURL'), 'spec.generators[0].git.repoURL'),
        targetRevision: codeOf(fieldOf(git, 'revision'), 'spec.generators[0].git.revision'),
        folder: folder === 'dist' ? undefined : codeOf(folder),
        except:
          canonicalText(except) === canonicalText(['argocd'])
            ? undefined
            : codeOf(except, 'spec.generators[0].git.directories'),
        project: project === 'default' ? undefined : codeOf(project, 'spec.template.spec.project'),
        syncPolicy: policyOf(policy, 'spec.template.spec.syncPolicy'),
      }),
    }),
  );
};
