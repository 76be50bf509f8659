import { Platform } from '../../../src';
import { admit } from '../../../src/rehearsal/admission/admission';

function findings(metadata: object, apiVersion = 'v1', kind = 'ConfigMap', spec?: object): string[] {
  return admit([{ apiVersion, kind, metadata, ...(spec ? { spec } : {}) }], Platform.default).map(
    ({ rule, path, message }) => `${rule} ${path}: ${message}`,
  );
}

const SUBDOMAIN =
  'a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, "-" or ".", and must start and end with an alphanumeric character';
const LABEL =
  'a lowercase RFC 1123 label must consist of lower case alphanumeric characters or "-", and must start and end with an alphanumeric character';

const template = {
  selector: { matchLabels: { a: 'b' } },
  template: { metadata: { labels: { a: 'b' } }, spec: { containers: [{ name: 'a', image: 'b:1' }] } },
};
const jobs = { schedule: '@daily', jobTemplate: { spec: { template: template.template } } };

describe('names', () => {
  const names: [string, string, string, string, object | undefined, string[]][] = [
    ['a ConfigMap', 'v1', 'ConfigMap', 'a.b-c', undefined, []],
    ['a ConfigMap', 'v1', 'ConfigMap', 'a'.repeat(253), undefined, []],
    [
      'a ConfigMap',
      'v1',
      'ConfigMap',
      'a'.repeat(254),
      undefined,
      ['admission/name metadata.name: must be no more than 253 characters'],
    ],
    ['a ConfigMap', 'v1', 'ConfigMap', 'a\n', undefined, [`admission/name metadata.name: ${SUBDOMAIN}`]],
    ['a Namespace', 'v1', 'Namespace', 'a.b', undefined, [`admission/name metadata.name: ${LABEL}`]],
    [
      'a Namespace',
      'v1',
      'Namespace',
      'a'.repeat(64),
      undefined,
      ['admission/name metadata.name: must be no more than 63 characters'],
    ],
    [
      'a ClusterRole',
      'rbac.authorization.k8s.io/v1',
      'ClusterRole',
      'system:a/b',
      undefined,
      ['admission/name metadata.name: may not be "." or "..", and may not contain "/" or "%"'],
    ],
    ['a ClusterRole', 'rbac.authorization.k8s.io/v1', 'ClusterRole', 'System:A', undefined, []],
    ['a StatefulSet', 'apps/v1', 'StatefulSet', 'a.b', template, [`admission/name metadata.name: ${LABEL}`]],
    ['a Deployment', 'apps/v1', 'Deployment', 'a.b', template, []],
    ['a CronJob', 'batch/v1', 'CronJob', 'a'.repeat(52), jobs, []],
    [
      'a CronJob',
      'batch/v1',
      'CronJob',
      'a'.repeat(53),
      jobs,
      ['admission/name metadata.name: the name of a CronJob may not be more than 52 characters long'],
    ],
  ];
  test.each(names)('of %s are judged as its kind demands (%s %s %s)', (_, apiVersion, kind, name, spec, expected) => {
    expect(findings({ name }, apiVersion, kind, spec)).toEqual(expected);
  });

  test.each([
    ['a-', []],
    ['a', []],
    ['B_', [`admission/name metadata.generateName: ${SUBDOMAIN}`]],
    ['-', [`admission/name metadata.generateName: ${SUBDOMAIN}`]],
  ])('that are to be made from %j are judged as prefixes', (generateName, expected) => {
    expect(findings({ generateName })).toEqual(expected);
  });
});

describe('what else metadata says', () => {
  const owner = { apiVersion: 'v1', kind: 'Node', name: 'a', uid: 'b' };
  const cases: [string, object, string[]][] = [
    ['an owner', { ownerReferences: [owner] }, []],
    [
      'an owner with empty fields',
      { ownerReferences: [{ ...owner, apiVersion: '', uid: '' }] },
      [
        'admission/schema metadata.ownerReferences[0].apiVersion: must not be empty',
        'admission/schema metadata.ownerReferences[0].uid: must not be empty',
      ],
    ],
    [
      'two controllers',
      {
        ownerReferences: [
          { ...owner, controller: true },
          { ...owner, name: 'c', controller: true },
        ],
      },
      ['admission/schema metadata.ownerReferences: only one owner may be the controller, not Node/a and Node/c'],
    ],
    [
      'an Event as an owner',
      { ownerReferences: [{ ...owner, kind: 'Event' }] },
      ['admission/schema metadata.ownerReferences[0]: an Event may own nothing'],
    ],
    [
      'a generation below 0',
      { generation: -1 },
      ['admission/schema metadata.generation: should be greater than or equal to 0'],
    ],
    [
      'managers of fields that do nothing',
      { managedFields: [{ manager: 'a', operation: 'Apply' }, { manager: 'b' }] },
      ['admission/schema metadata.managedFields[1].operation: must be Apply or Update'],
    ],
    ['finalizers', { finalizers: ['kubernetes', 'example.com/a'] }, []],
    [
      'a finalizer that is no name',
      { finalizers: ['a b'] },
      [
        'admission/schema metadata.finalizers[0]: its name part must be 1 to 63 alphanumeric characters, "-", "_" or ".", and must start and end with an alphanumeric character',
      ],
    ],
    [
      'a finalizer without a prefix',
      { finalizers: ['mine'] },
      [
        'admission/schema metadata.finalizers[0]: must be a name with a prefix, such as example.com/name, or one of Kubernetes',
      ],
    ],
    [
      'finalizers that contradict each other',
      { finalizers: ['orphan', 'foregroundDeletion'] },
      ['admission/schema metadata.finalizers: orphan and foregroundDeletion cannot both be there'],
    ],
  ];
  test.each(cases)('%s', (_, metadata, expected) => {
    expect(findings({ name: 'a', ...metadata })).toEqual(expected);
  });

  test('of custom kinds need no prefix', () => {
    expect(
      findings({ name: 'a', finalizers: ['mine'] }, 'gateway.networking.k8s.io/v1', 'GatewayClass', {
        controllerName: 'example.com/a',
      }),
    ).toEqual([]);
  });
});
