// Bundles the script of `loxigw graph -o html` into lib/page.js: one file for browsers, which asks for nothing else.
import { resolve } from 'node:path';
import { build } from 'esbuild';

const root = resolve(import.meta.dirname, '..');

await build({
  entryPoints: [resolve(root, 'src/page/main.ts')],
  outfile: resolve(root, process.argv[2] ?? 'lib/page.js'),
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  charset: 'utf8',
  legalComments: 'inline',
  // What of Node the rehearsal asks for, as far as a page needs it.
  alias: Object.fromEntries(
    ['fs', 'path', 'crypto'].map((name) => [`node:${name}`, resolve(root, `src/page/node/${name}.ts`)]),
  ),
  define: { __dirname: '"."' },
  tsconfig: resolve(root, 'tsconfig.page.json'),
  logLevel: 'warning',
});
