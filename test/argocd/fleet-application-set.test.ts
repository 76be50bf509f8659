import { App, Chart } from 'cdk8s';
import { FleetApplicationSet, type FleetApplicationSetProps, Platform } from '../../src';
import { admit } from '../../src/rehearsal';

const GIT = { repoURL: 'https://git.example.com/platform/edge.git', targetRevision: 'main' };

function written(props: Partial<FleetApplicationSetProps> = {}) {
  const set = new FleetApplicationSet(new Chart(new App(), 'argocd'), 'edge', { ...GIT, ...props });
  return set.apiObject.toJson();
}

describe('a FleetApplicationSet', () => {
  test('makes an Application for each folder, applied to the cluster of its name', () => {
    const { spec, metadata } = written();
    expect(metadata).toEqual({ name: 'edge', namespace: 'argocd' });
    expect(spec).toMatchObject({
      goTemplate: true,
      goTemplateOptions: ['missingkey=error'],
      syncPolicy: { preserveResourcesOnDeletion: true },
      generators: [
        {
          git: {
            repoURL: GIT.repoURL,
            revision: 'main',
            directories: [{ path: 'dist/*' }, { path: 'dist/argocd', exclude: true }],
          },
        },
      ],
    });
    expect(spec.template).toMatchObject({
      metadata: { name: 'edge-{{ .path.basename }}' },
      spec: {
        project: 'default',
        source: { path: '{{ .path.path }}', directory: { recurse: true, include: '*.yaml' } },
        destination: { name: '{{ .path.basename }}', namespace: 'default' },
        syncPolicy: { automated: { prune: true, selfHeal: true } },
      },
    });
  });

  test('is admitted by the CRD of Argo CD', () => {
    expect(admit([written()], Platform.default)).toEqual([]);
  });

  test.each<[Partial<FleetApplicationSetProps>, string]>([
    [{ folder: '../dist' }, 'folder: "../dist" is no folder of a repository'],
    [{ folder: 'dist/*' }, 'folder: "dist/*" is no folder of a repository'],
    [{ except: ['a/b'] }, 'except[0]: "a/b" is not a DNS label'],
  ])('refuses %j', (props, message) => {
    expect(() => written(props)).toThrow(message);
  });
});
