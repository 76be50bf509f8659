import { Bookinfo, EchoServers } from '../../src';
import { type Manifest, manifestsOf } from '../constructs';

function containersOf(manifests: readonly Manifest[]): Manifest['spec'][] {
  return manifests.filter(({ kind }) => kind === 'Deployment').map(({ spec }) => spec.template.spec.containers[0]);
}

describe('Bookinfo', () => {
  const manifests = manifestsOf((chart) => new Bookinfo(chart, 'bookinfo'));

  test('has images of Istio, run by user 1000, and a ServiceAccount for each application', () => {
    const images = containersOf(manifests).map(({ image, securityContext }) => [image, securityContext.runAsUser]);
    expect(images).toEqual(
      ['details-v1', 'ratings-v1', 'reviews-v1', 'reviews-v2', 'reviews-v3', 'productpage-v1'].map((name) => [
        `docker.io/istio/examples-bookinfo-${name}:1.16.2`,
        1000,
      ]),
    );
    const accounts = manifests
      .filter(({ kind }) => kind === 'ServiceAccount')
      .map(({ metadata }) => [metadata.name, metadata.labels]);
    expect(accounts).toEqual(
      ['details', 'ratings', 'reviews', 'productpage'].map((name) => [`bookinfo-${name}`, { account: name }]),
    );
  });

  test('gives reviews and productpage a writable /tmp, and reviews its folders for logs and output', () => {
    const reviews = containersOf(manifests).find(({ name }) => name === 'reviews');
    expect(reviews.volumeMounts.map(({ mountPath }: { mountPath: string }) => mountPath)).toEqual([
      '/tmp',
      '/opt/ibm/wlp/output',
    ]);
    expect(reviews.env).toEqual([{ name: 'LOG_DIR', value: '/tmp/logs' }]);
    const productpage = containersOf(manifests).find(({ name }) => name === 'productpage');
    expect(productpage.volumeMounts).toEqual([{ name: 'tmp', mountPath: '/tmp' }]);
  });

  test('selects the pods that it makes', () => {
    for (const { spec } of manifests.filter(({ kind }) => kind === 'Deployment')) {
      expect(spec.template.metadata.labels).toEqual(spec.selector.matchLabels);
    }
    const services = manifests
      .filter(({ kind }) => kind === 'Service')
      .map(({ metadata, spec }) => [metadata.labels, spec.selector]);
    expect(services).toContainEqual([{ app: 'details', service: 'details' }, { app: 'details' }]);
  });

  test('takes images from another registry', () => {
    const other = manifestsOf(
      (chart) => new Bookinfo(chart, 'bookinfo', { registry: 'registry.example.com/mirror', tag: '1.20.0' }),
    );
    expect(containersOf(other)[0].image).toBe('registry.example.com/mirror/examples-bookinfo-details-v1:1.20.0');
  });
});

describe('EchoServers', () => {
  test('tell their pod by the downward API', () => {
    const manifests = manifestsOf((chart) => new EchoServers(chart, 'echo'));
    for (const container of containersOf(manifests)) {
      expect(container.image).toBe('gcr.io/kubernetes-e2e-test-images/echoserver:2.2');
      const facts = container.env.map(({ name, valueFrom }: Manifest['spec']) => [name, valueFrom.fieldRef.fieldPath]);
      expect(facts).toEqual([
        ['NODE_NAME', 'spec.nodeName'],
        ['POD_NAME', 'metadata.name'],
        ['POD_NAMESPACE', 'metadata.namespace'],
        ['POD_IP', 'status.podIP'],
      ]);
    }
  });
});
