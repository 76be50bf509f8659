import { crdSetsOf, readCrds } from '../../../tools/import/crd-files';
import { isDefinitionsFile, readDefinitions } from '../../../tools/import/kubernetes-definitions';
import type { SourceFile } from '../../../tools/import/source-files';
import { stripProse } from '../../../tools/import/strip-prose';
import { crdFile, kindWith, setsOf, text } from './crd-file';

const file = (origin: string, content: string): SourceFile => ({ origin, text: content, sha256: '' });

describe('stripping prose', () => {
  test('removes descriptions and keeps a property that is called description', () => {
    const schema = {
      description: 'prose',
      type: 'object',
      properties: { description: { type: 'string', description: 'prose', maxLength: 64 } },
      default: { description: 'a value' },
      'x-kubernetes-validations': [{ rule: 'true', message: 'kept' }],
    };
    expect(stripProse(schema)).toEqual({
      type: 'object',
      properties: { description: { type: 'string', maxLength: 64 } },
      default: { description: 'a value' },
      'x-kubernetes-validations': [{ rule: 'true', message: 'kept' }],
    });
  });

  test('keeps the order of properties, in which errors are reported', () => {
    const [set] = setsOf(kindWith({ zebra: text({ description: 'prose' }), ant: text(), mole: text() }));
    const spec = set?.kinds[0]?.versions[0]?.schema.properties?.spec;
    expect(Object.keys(spec?.properties ?? {})).toEqual(['zebra', 'ant', 'mole']);
  });
});

describe('reading CRD files', () => {
  test('leaves out documents that are no CRDs', () => {
    const crd = crdFile({});
    const withPolicy = { ...crd, text: `${crd.text}---\nkind: ValidatingAdmissionPolicy\n---\n` };
    expect(readCrds([withPolicy]).map(({ kind }) => kind.kind)).toEqual(['Gadget']);
  });

  test('gives sets that do not depend on the order of files', () => {
    const files = [
      crdFile({ kind: 'Widget' }, 'b.yaml'),
      crdFile({}, 'a.yaml'),
      crdFile({ group: 'cilium.io' }, 'cilium-v1.20.0.yaml'),
    ];
    expect(JSON.stringify(crdSetsOf(readCrds(files.toReversed())))).toBe(JSON.stringify(crdSetsOf(readCrds(files))));
  });

  const releases: [string, SourceFile, string | undefined, string][] = [
    [
      'annotations, for the Gateway API',
      crdFile({ bundle: 'v1.6.1', channel: 'experimental' }),
      undefined,
      'gateway-api/v1.6.1-experimental',
    ],
    ['a folder', crdFile({ group: 'egress.loxilb.io' }, 'x/v0.9.8.4/a.yaml'), undefined, 'kube-loxilb/v0.9.8.4'],
    ['the name of the file', crdFile({ group: 'cilium.io' }, 'classes-v1.20.0.yaml'), undefined, 'cilium/v1.20.0'],
    [
      'a release candidate',
      crdFile({ group: 'cilium.io' }, 'classes-v1.21.0-rc.0.yaml'),
      undefined,
      'cilium/v1.21.0-rc.0',
    ],
    [
      'a URL',
      crdFile({ group: 'argoproj.io' }, 'https://raw.example/argo-cd/v3.5.1/install.yaml'),
      undefined,
      'argo-cd/v3.5.1',
    ],
    [
      'the folder that was given',
      { ...crdFile({ group: 'cilium.io' }, 'a.yaml'), folderTag: 'v1.19.6' },
      'v9.9.9',
      'cilium/v1.19.6',
    ],
    ['--tag', crdFile({ group: 'cilium.io' }, 'a.yaml'), 'v1.19.0', 'cilium/v1.19.0'],
    [
      'nothing, for the helm-controller, which has no releases there',
      crdFile({ group: 'helm.cattle.io' }, 'a.yaml'),
      'v1.19.0',
      'helm-controller/unversioned',
    ],
  ];
  test.each(releases)('tells the release from %s', (_, crd, tag, expected) => {
    const [{ provenance } = { provenance: undefined }] = readCrds([crd], tag);
    const { source, tag: found, channel } = provenance ?? {};
    expect(`${source}/${found}${channel === undefined ? '' : `-${channel}`}`).toBe(expected);
  });

  const broken = (change: (content: string) => string): SourceFile[] => {
    const crd = crdFile({}, 'broken.yaml');
    return [{ ...crd, text: change(crd.text) }];
  };
  const name = 'broken.yaml: gadgets.gateway.networking.k8s.io';
  const refused: [string, SourceFile[], string][] = [
    [
      'a kind of one release and channel given twice',
      [crdFile({}), crdFile({}, 'other.yaml')],
      'other.yaml: gateway.networking.k8s.io/Gadget of gateway-api/v1.0.0-standard was read before, from v1.0.0/gadgets.yaml. Give each release and channel once.',
    ],
    [
      'a group of no known source',
      [crdFile({ group: 'example.com' })],
      'v1.0.0/gadgets.yaml: the group example.com is of no source known here',
    ],
    [
      'a group that only ends like a known one',
      [crdFile({ group: 'evilcilium.io' })],
      'the group evilcilium.io is of no source known here',
    ],
    [
      'a release that nothing names',
      [crdFile({ group: 'cilium.io' }, 'gadgets.yaml')],
      'gadgets.yaml: no release in its path or URL. Put it in a folder named after its tag, or give --tag.',
    ],
    [
      'a CRD of the Gateway API that is of no bundle',
      broken((content) => content.replace(/^ {4}gateway.*\n/gm, '')),
      `${name} does not say its bundle version and channel`,
    ],
    ['text that is no YAML', [file('a.yaml', 'a: [')], 'a.yaml: is not YAML'],
    ['text that is no JSON', [file('a.json', '{"a": ')], 'a.json: is not JSON'],
    [
      'a CRD of an old API version',
      broken((content) => content.replace('apiextensions.k8s.io/v1', 'apiextensions.k8s.io/v1beta1')),
      `${name} is of apiextensions.k8s.io/v1beta1, and apiextensions.k8s.io/v1 is needed`,
    ],
    ['a CRD without spec', broken((content) => content.replace('spec:', 'specs:')), `${name} has no spec.`],
    [
      'a CRD without kind',
      broken((content) => content.replace('kind: Gadget', 'other: Gadget')),
      `${name} has no spec.names.kind.`,
    ],
    [
      'a CRD without schema',
      broken((content) => content.replace('openAPIV3Schema', 'other')),
      `${name} has no spec.versions[0].schema.openAPIV3Schema.`,
    ],
    [
      'a CRD without scope',
      broken((content) => content.replace('Namespaced', 'Anywhere')),
      `${name} has no spec.scope that is known.`,
    ],
    [
      'a version that stands in a kind twice',
      [
        {
          ...crdFile({ versions: { v1: {}, v2: {} } }),
          text: crdFile({ versions: { v1: {}, v2: {} } }).text.replace('name: v2', 'name: v1'),
        },
      ],
      'has the version v1 twice',
    ],
  ];
  test.each(refused)('refuses %s', (_, files, message) => {
    expect(() => readCrds(files)).toThrow(message);
  });
});

describe('reading the definitions of a Kubernetes release', () => {
  const definitions = (content: object): SourceFile => file('x/v1.36.0.definitions.json', JSON.stringify(content));

  test('keeps the definitions alone, without prose', () => {
    const given = definitions({
      $comment: 'where it is from',
      definitions: {
        Pod: { description: 'prose', properties: { description: { type: 'string', description: 'prose' } } },
      },
    });
    expect(isDefinitionsFile(given)).toBe(true);
    expect(readDefinitions(given)).toMatchObject({
      tag: 'v1.36.0',
      text: '{"definitions":{"Pod":{"properties":{"description":{"type":"string"}}}}}\n',
    });
  });

  test('refuses a file that has none', () => {
    expect(() => readDefinitions(definitions({ paths: {} }))).toThrow('v1.36.0.definitions.json: has no "definitions"');
    expect(() => readDefinitions(file('v1.36.0.definitions.json', 'no'))).toThrow('is not JSON');
  });
});
