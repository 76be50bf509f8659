import { createHash } from 'node:crypto';
import type { PageCluster } from './page-data';
import { PAGE_STYLE } from './page-style';

/** Elements by which the script finds its data. */
const DATA_ID = 'data';

/**
 * One file that shows all Gateways of clusters, and plays requests: it asks for nothing else, and runs no other script than its own.
 * @param script of the page, as it was built
 */
export function htmlOf(clusters: readonly PageCluster[], script: string): string {
  const data = JSON.stringify(clusters).replace(/[<>&\u2028\u2029]/g, escaped);
  // "</script" in a text of the script would end it.
  const own = script.replaceAll('</script', '<\\/script');
  const hash = createHash('sha256').update(own).digest('base64');
  const policy = `default-src 'none'; script-src 'sha256-${hash}'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'`;
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<link rel="icon" href="data:,">',
    '<title>Gateways</title>',
    `<style>${PAGE_STYLE}</style>`,
    '</head>',
    '<body>',
    '<div id="page"></div>',
    '<noscript>This page plays requests, for which it needs JavaScript; loxigw graph -o svg draws without.</noscript>',
    `<script type="application/json" id="${DATA_ID}">${data}</script>`,
    `<script>${own}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
