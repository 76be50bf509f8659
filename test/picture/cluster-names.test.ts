import { topologyOf } from '../../src/picture/cluster-topology';
import { diagramOf } from '../../src/picture/diagram';
import { dotOf } from '../../src/picture/dot';
import { pageCluster } from '../../src/picture/page-data';
import { svgOf } from '../../src/picture/svg';
import type { GatewayTopology } from '../../src/picture/topology';
import { topologyPage } from '../../src/picture/topology-page';
import { gateway, route, service, TO_ECHO } from '../rehearsal/rules/documents';
import { play } from '../rehearsal/rules/example';

const played = play(
  gateway('web') +
    service() +
    route('r', '{ name: web }', [TO_ECHO]) +
    route('guest', '{ name: elsewhere, namespace: infra }', [TO_ECHO]),
);

/** The same manifests in each of these clusters. */
function of(...clusters: readonly (string | undefined)[]): readonly GatewayTopology[] {
  return clusters.flatMap((name) => topologyOf(played, undefined, name));
}

describe('pictures of several clusters', () => {
  const several = of('dist/berlin', 'dist/oslo');

  test('have the cluster in a column of the page, and in each heading', () => {
    const lines = topologyPage(several).split('\n');
    const cells = lines.filter((line) => line.startsWith('|')).map((line) => line.split(' | ').slice(0, 2));
    expect(cells).toEqual([
      ['| cluster', 'Gateway'],
      ['|---|---|---|---|---|---|---|---|'],
      ['| dist/berlin', 'apps/web'],
      ['| dist/berlin', 'infra/elsewhere'],
      ['| dist/oslo', 'apps/web'],
      ['| dist/oslo', 'infra/elsewhere'],
    ]);
    expect(lines.filter((line) => line.startsWith('## '))).toEqual([
      '## dist/berlin: apps/web',
      '## dist/berlin: infra/elsewhere',
      '## dist/oslo: apps/web',
      '## dist/oslo: infra/elsewhere',
    ]);
  });

  test('have it in the titles of frames, and in labels of DOT', () => {
    for (const text of ['dist/berlin: apps/web', 'dist/oslo: apps/web', 'dist/oslo: infra/elsewhere']) {
      expect(svgOf(several)).toContain(`font-weight="600">${text}</text>`);
      expect(dotOf(several)).toContain(`label="${text}";`);
    }
  });

  test('draw a Gateway as it is drawn alone: the cluster is no part of a node', () => {
    const drawn = of(undefined, 'dist/berlin').map((each) => diagramOf(each).nodes);
    expect(drawn.slice(2)).toEqual(drawn.slice(0, 2));
  });

  test('keep a name of a folder that is markup a name', () => {
    const page = topologyPage(of('a|b`\n## <c>', 'd'));
    expect(page).toContain('| a&#124;b&#96; &#35;&#35; &#60;c&#62; | apps/web |');
    expect(page).toContain('\n## a&#124;b&#96; &#35;&#35; &#60;c&#62;: apps/web\n');
    expect(svgOf(of('<c>', 'd'))).toContain('>&lt;c&gt;: apps/web</text>');
    expect(dotOf(of('say "c"', 'd'))).toContain('label="say \\"c\\": apps/web";');
  });
});

test('pictures of one cluster do not name it', () => {
  const page = topologyPage(of(undefined));
  expect(page).toContain('\n\n# Topology\n\n| Gateway | VIP | ports | hostnames | routes | splits | notes |\n');
  expect(page).toContain('\n## apps/web\n');
  expect(dotOf(of(undefined))).toContain('label="apps/web";');
  expect(pageCluster(played)).not.toHaveProperty('name');
  expect(pageCluster(played, 'dist/berlin').name).toBe('dist/berlin');
});

test('a page of one cluster may say in its title whose it is', () => {
  expect(topologyPage(of(undefined), [], 'oslo')).toContain('\n\n# Topology of oslo\n\n| Gateway |');
  expect(topologyPage([], [], 'oslo')).toContain('\n\n# Topology of oslo\n\nThere is no Gateway.\n');
});
