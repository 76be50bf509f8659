import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { topologyOf } from '../../src/picture/cluster-topology';
import { mermaidOf } from '../../src/picture/mermaid';
import { svgOf } from '../../src/picture/svg';
import { rehearsalOfFiles } from '../../src/testing';

const ROOT = join(__dirname, '../..');

test('the picture in the README is the one that the command draws', () => {
  const [first] = topologyOf(rehearsalOfFiles(join(ROOT, 'dist/article')));
  if (!first) throw new Error('there is a Gateway');
  expect(readFileSync(join(ROOT, 'README.md'), 'utf8')).toContain(`\`\`\`mermaid\n${mermaidOf(first).join('')}\`\`\``);
});

test.each(['article', 'current'])(
  'the picture docs/%s.svg is the one that loxigw graph -o svg draws of dist/',
  (cluster) => {
    const platform = rehearsalOfFiles(join(ROOT, 'dist', cluster));
    expect(readFileSync(join(ROOT, `docs/${cluster}.svg`), 'utf8')).toBe(svgOf(topologyOf(platform)));
  },
);
