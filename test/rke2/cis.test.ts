import { ApiObject, type Chart } from 'cdk8s';
import { Rke2Server } from '../../src';
import { ARTICLE, chartOn } from '../constructs';
import { serverProps } from './nodes';

const CONTAINER = {
  name: 'web',
  image: 'web:1',
  securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
};

/** What Pod Security takes at `restricted`. */
const POD = {
  securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  containers: [CONTAINER],
};

const container = (changed: Record<string, unknown>): Record<string, unknown> => ({
  ...POD,
  containers: [{ ...CONTAINER, ...changed }],
});

const securityContext = (changed: Record<string, unknown>): Record<string, unknown> =>
  container({ securityContext: { ...CONTAINER.securityContext, ...changed } });

function problems(build: (chart: Chart) => void): readonly string[] {
  const chart = chartOn(ARTICLE);
  const server = new Rke2Server(chart, 'server', { ...serverProps(chart), profile: 'cis' });
  build(chart);
  return server.node.validate();
}

const deployment = (pod: Record<string, unknown>, namespace?: string) => (chart: Chart) => {
  new ApiObject(chart, 'web', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', ...(namespace === undefined ? {} : { namespace }) },
    spec: { template: { spec: pod } },
  });
};

describe('a cluster with the profile cis', () => {
  test.each<[string, Record<string, unknown>]>([
    ['that is restricted', POD],
    ['that says it of the container', securityContext({ runAsNonRoot: true, seccompProfile: { type: 'Localhost' } })],
    ['with a volume of configuration', { ...POD, volumes: [{ name: 'a', configMap: { name: 'a' } }] }],
    ['that binds low ports', securityContext({ capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } })],
  ])('takes a pod %s', (_, pod) => {
    expect(problems(deployment(pod))).toEqual([]);
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['of the host network', { ...POD, hostNetwork: true }, 'it has hostNetwork'],
    [
      'with a path of the host',
      { ...POD, volumes: [{ name: 'a', hostPath: { path: '/' } }] },
      'its volume a is not of',
    ],
    ['that is privileged', securityContext({ privileged: true }), 'container web is privileged'],
    ['that may get more', securityContext({ allowPrivilegeEscalation: true }), 'allowPrivilegeEscalation: false'],
    ['with capabilities', securityContext({ capabilities: {} }), 'does not drop the capabilities ALL'],
    [
      'with more of them',
      securityContext({ capabilities: { drop: ['ALL'], add: ['SYS_ADMIN'] } }),
      'adds capabilities',
    ],
    ['that may be root', securityContext({ runAsNonRoot: false }), 'does not have runAsNonRoot: true'],
    ['that is root', securityContext({ runAsUser: 0 }), 'runs as root'],
    ['without seccomp', securityContext({ seccompProfile: { type: 'Unconfined' } }), 'has no seccompProfile'],
    ['with a port of the host', container({ ports: [{ containerPort: 80, hostPort: 80 }] }), 'has a hostPort'],
  ])('refuses a pod %s', (_, pod, message) => {
    const [problem, ...others] = problems(deployment(pod));
    expect(others).toEqual([]);
    expect(problem).toContain('profile: cis has the pods of Deployment apps/web refused, as ');
    expect(problem).toContain(message);
    expect(problem).toContain('Correct it, move it to kube-system, or label its namespace');
  });

  test('lets LoxiLB be in kube-system, and anything where a namespace says so', () => {
    const pod = { ...POD, hostNetwork: true };
    expect(problems(deployment(pod, 'kube-system'))).toEqual([]);
    const labelled = (level: string) => (chart: Chart) => {
      const labels = { 'pod-security.kubernetes.io/enforce': level };
      new ApiObject(chart, 'ns', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'lb', labels } });
      deployment(pod, 'lb')(chart);
    };
    expect(problems(labelled('privileged'))).toEqual([]);
    expect(problems(labelled('restricted'))).toHaveLength(1);
  });

  test('looks into jobs of a schedule', () => {
    const job = (chart: Chart): void => {
      const spec = { jobTemplate: { spec: { template: { spec: { ...POD, hostPID: true } } } } };
      new ApiObject(chart, 'job', { apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'job' }, spec });
    };
    expect(problems(job)[0]).toContain('CronJob apps/job refused, as it has hostPID');
  });

  test('is the only one that asks', () => {
    const chart = chartOn(ARTICLE);
    const server = new Rke2Server(chart, 'server', serverProps(chart));
    deployment({ ...POD, hostNetwork: true })(chart);
    expect(server.node.validate()).toEqual([]);
  });
});
