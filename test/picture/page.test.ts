import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { type Browser, chromium, type Page } from 'playwright-core';
import { traceText } from '../../src/cli/output/trace-text';
import { htmlOf } from '../../src/picture/html';
import { type PageCluster, pageCluster } from '../../src/picture/page-data';
import { svgOf } from '../../src/picture/svg';
import { Platform } from '../../src/platform';
import type { Manifest } from '../../src/rehearsal/manifest';
import { Rehearsal } from '../../src/rehearsal/rehearsal';

import { topology } from './any-topology';

const ROOT = join(__dirname, '../..');
const MINUTE = 60_000;
const BROWSER = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path) => path !== undefined && existsSync(path),
);

const HOSTILE = '</script><img src=x onerror="window.hit=1">';

function gateway(name: string): Manifest {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name, namespace: 'shop' },
    spec: {
      gatewayClassName: 'cilium',
      infrastructure: { annotations: { 'loxilb.io/staticIP': '192.168.57.100' } },
      listeners: [
        { name: 'http', port: 80, protocol: 'HTTP' },
        { name: 'https', port: 443, protocol: 'HTTPS', tls: { certificateRefs: [{ name: 'shop-tls' }] } },
      ],
    },
  };
}

function route(name: string, host: string, parent = 'web'): Manifest {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name, namespace: 'shop' },
    spec: {
      parentRefs: [{ name: parent }],
      hostnames: [host],
      rules: [
        {
          matches: [{ path: { value: '/cart' }, headers: [{ name: 'x-mark', value: HOSTILE }] }],
          backendRefs: [{ name: 'marked', port: 80 }],
        },
        {
          matches: [{ path: { type: 'RegularExpression', value: '/c[a-z]+/[0-9]+' } }],
          backendRefs: [
            { name: 'cart', port: 8080, weight: 9 },
            { name: 'cart-next', port: 8080, weight: 1 },
          ],
        },
      ],
    },
  };
}

const KEY = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQ';
const SECRET: Manifest = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'shop-tls', namespace: 'shop', annotations: { note: 'whispered' } },
  type: 'kubernetes.io/tls',
  stringData: {
    'tls.crt': '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----',
    'tls.key': `-----BEGIN PRIVATE KEY-----\n${KEY}\n-----END PRIVATE KEY-----`,
  },
};

function rehearse(routes: readonly Manifest[]): Rehearsal {
  return new Rehearsal([gateway('web'), SECRET, ...routes], Platform.default);
}

describe('the page', () => {
  const small = rehearse([route('cart', 'shop.example.com'), route('status', 'status.example.com')]);

  test('holds no key, nothing of what else stands in Secrets, and no markup out of manifests', () => {
    const html = htmlOf([pageCluster(small)], 'script()');
    expect(html).not.toContain(KEY);
    expect(html).not.toContain('whispered');
    expect(html.match(/<img/g)).toBeNull();
    expect(html).toMatch(/Content-Security-Policy" content="default-src 'none'; script-src 'sha256-[^']+'; /);
    expect(htmlOf([pageCluster(small)], 'script()')).toBe(html);
    expect(Object.keys(pageCluster(small))).toEqual(['platform', 'objects', 'findings']);
  });
});

(BROWSER === undefined ? describe.skip : describe)('the page in Chromium', () => {
  let folder: string;
  let script: string;
  let browser: Browser;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'loxi-page-'));
    execFileSync(process.execPath, [join(ROOT, 'tools/build-page.mjs'), join(folder, 'page.js')]);
    script = readFileSync(join(folder, 'page.js'), 'utf8');
    const flags = [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
    ];
    browser = await chromium.launch({
      ...(BROWSER === undefined ? {} : { executablePath: BROWSER }),
      args: [...flags, '--disable-component-update', '--disable-sync'],
    });
  }, 2 * MINUTE);
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Opens the page of clusters; what goes wrong there is collected. */
  async function open(...clusters: readonly PageCluster[]): Promise<{ readonly page: Page; readonly wrong: string[] }> {
    const file = join(folder, 'page.html');
    writeFileSync(file, htmlOf(clusters, script));
    const page = await browser.newPage({ viewport: { width: 1400, height: 800 } });
    const wrong: string[] = [];
    page.on('console', (message) => void (['error', 'warning'].includes(message.type()) && wrong.push(message.text())));
    page.on('pageerror', (error) => void wrong.push(error.message));
    page.on('request', (request) => {
      if (!/^data:/.test(request.url()) && request.url() !== pathToFileURL(file).href) wrong.push(request.url());
    });
    await page.goto(pathToFileURL(file).href);
    await page.waitForSelector('.row');
    return { page, wrong };
  }

  async function trace(page: Page, line: string, headers = ''): Promise<string> {
    await page.fill('input.request', line);
    await page.fill('input.headers', headers);
    await page.press('input.request', 'Enter');
    return (await page.innerText('pre.outcome')).trimEnd();
  }

  test(
    'loads, searches, shows rules and plays requests as loxigw trace does, without an error and without asking for anything',
    async () => {
      const rehearsal = rehearse([route('cart', 'shop.example.com'), route('status', 'status.example.com')]);
      const { page, wrong } = await open(pageCluster(rehearsal));
      expect(await page.innerText('.counts')).toBe('1 Gateway, 2 routes');
      expect(await page.locator('main [data-id]').count()).toBe(8);

      await page.fill('nav input', 'status');
      expect(await page.locator('.row').allInnerTexts()).toEqual([expect.stringContaining('shop/status')]);
      await page.click('.row.route');
      expect(await page.innerText('aside h2')).toBe('HTTPRoute shop/status');
      expect(await page.innerText('aside')).toContain('to      shop/cart-next:8080 10 %');
      expect(await page.innerText('aside')).toContain(HOSTILE);

      for (const [line, headers] of [
        ['GET http://shop.example.com/cart/1', ''],
        ['http://shop.example.com/cart', `x-mark: ${HOSTILE}`],
        ['GET http://192.168.57.100/none', ''],
        ['GET http://nobody.example.com/', ''],
      ] as const) {
        const given = headers === '' ? {} : { headers: { 'x-mark': HOSTILE } };
        const outcome = rehearsal.send({ ...parsed(line), ...given }, { explain: true });
        expect(await trace(page, line, headers)).toBe(traceText(line, outcome).trimEnd());
      }
      await trace(page, 'GET http://shop.example.com/cart/1');
      const lit = await page.locator('main .node.lit').allTextContents();
      expect(lit.map((text) => text.split('\n')[0])).toEqual(
        expect.arrayContaining([
          expect.stringContaining('Gateway shop/web'),
          expect.stringContaining('shop/cart:8080'),
        ]),
      );
      await page.fill('input.request', 'GET nonsense');
      await page.press('input.request', 'Enter');
      expect(await page.innerText('aside .finding.error')).toMatch(/nonsense/);
      expect(await page.evaluate('window.hit')).toBeUndefined();
      expect(wrong).toEqual([]);
      await page.close();
    },
    2 * MINUTE,
  );

  test(
    'chooses a route by a click into the picture, zooms, and moves',
    async () => {
      const { page, wrong } = await open(pageCluster(rehearse([route('cart', 'shop.example.com')])));
      await page.click('main .node text.quiet >> text=shop/cart >> nth=0');
      expect(await page.innerText('aside h2')).toBe('HTTPRoute shop/cart');
      expect(await page.locator('.row[aria-current=true]').innerText()).toContain('shop/cart');
      const view = (): Promise<string | null> => page.locator('main svg').getAttribute('viewBox');
      const before = await view();
      await page.click('button[title=Larger]');
      const larger = await view();
      expect(Number(larger?.split(' ')[2])).toBeLessThan(Number(before?.split(' ')[2]));
      await page.mouse.move(600, 700);
      await page.mouse.down();
      await page.mouse.move(650, 720);
      await page.mouse.up();
      expect(await view()).not.toBe(larger);
      await page.click('button[title="All of it"]');
      expect(await view()).toBe(before);
      expect(wrong).toEqual([]);
      await page.close();
    },
    MINUTE,
  );

  test(
    'goes by the keyboard from the search to a route, through the list, and into the picture',
    async () => {
      const routes = Array.from({ length: 200 }, (_, index) => route(`r-${1_000 + index}`, `h${index}.example.com`));
      const { page, wrong } = await open(pageCluster(rehearse(routes)));
      await page.focus('nav input');
      await page.keyboard.type('r-11');
      await page.keyboard.press('Enter');
      expect(await page.innerText('aside h2')).toBe('HTTPRoute shop/r-1100');
      // Past what is in sight at first: the row that has the keyboard is drawn anew as the list moves.
      for (let press = 0; press < 40; press++) await page.keyboard.press('ArrowDown');
      expect(await page.innerText('aside h2')).toBe('HTTPRoute shop/r-1140');
      expect(await page.evaluate('document.activeElement.innerText')).toContain('shop/r-1140');
      await page.keyboard.press('PageUp');
      expect(await page.innerText('aside h2')).toBe('HTTPRoute shop/r-1130');
      // One stop for the whole list, then the picture.
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('button');
      await page.focus('main [data-id] >> nth=1');
      await page.keyboard.press('Enter');
      expect(await page.innerText('aside h2')).toBe('Listener http');
      expect(await page.innerText('aside')).toContain('http: HTTP 80 for every host');
      expect(wrong).toEqual([]);
      await page.close();
    },
    MINUTE,
  );

  test(
    'moves the picture by a node without choosing it, and shows what reaches a backend',
    async () => {
      const { page, wrong } = await open(pageCluster(rehearse([route('cart', 'shop.example.com')])));
      const node = page.locator('main .node', { hasText: 'shop/cart-next:8080' });
      const box = await node.boundingBox();
      if (!box) throw new Error('the node is drawn');
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x - 80, y - 30, { steps: 4 });
      await page.mouse.up();
      expect(await page.innerText('aside h2')).toBe('Gateway shop/web');
      await page.mouse.click(x - 80, y - 30);
      expect(await page.innerText('aside h2')).toBe('Service shop/cart-next');
      expect(await page.innerText('aside')).toContain('HTTPRoute shop/cart: ~/c[a-z]+/[0-9]+ 10 %');
      expect(wrong).toEqual([]);
      await page.close();
    },
    MINUTE,
  );

  test(
    'tells the Gateways of several clusters apart, in the list, in details, and in what answers',
    async () => {
      const { page, wrong } = await open(
        pageCluster(rehearse([route('cart', 'shop.example.com')]), 'dist/berlin'),
        pageCluster(rehearse([route('cart', 'oslo.example.com')]), 'dist/oslo'),
      );
      const rows = await page.locator('.row').allInnerTexts();
      expect(rows.map((text) => text.split('\n')[0])).toEqual([
        'dist/berlin: shop/web',
        'shop/cart',
        'dist/oslo: shop/web',
        'shop/cart',
      ]);
      await page.fill('nav input', 'dist/oslo shop/cart');
      expect(await page.locator('.row.route').allInnerTexts()).toEqual([
        expect.stringContaining('dist/oslo: HTTPRoute, oslo.example.com'),
      ]);
      await page.click('.row.route');
      expect(await page.innerText('aside')).toMatch(/^HTTPRoute shop\/cart\s+of dist\/oslo\s/);
      expect(await page.locator('main svg').getAttribute('aria-label')).toBe('Gateway dist/oslo: shop/web');
      await page.locator('main .node', { hasText: 'shop/cart-next:8080' }).click();
      expect(await page.innerText('aside')).toMatch(/^Service shop\/cart-next\s+of dist\/oslo\s/);
      // Of the cluster that is looked at, though the other would take it as well.
      await trace(page, 'GET http://oslo.example.com/cart/1');
      expect(await page.innerText('aside h2')).toBe('Request to dist/oslo');
      expect(wrong).toEqual([]);
      await page.close();
    },
    MINUTE,
  );

  test(
    'takes every SVG for XML, whatever names have in them, and finds no other elements in it',
    async () => {
      const texts = fc.sample(topology, { numRuns: 150, seed: 7 }).map((each) => svgOf([each]));
      const { page } = await open(pageCluster(rehearse([])));
      const names = await page.evaluate(`[...new Set(${JSON.stringify(texts)}.flatMap((text) =>
        [...new DOMParser().parseFromString(text, 'image/svg+xml').querySelectorAll('*')].map((each) => each.nodeName)))].sort()`);
      expect(names).toEqual(['circle', 'g', 'path', 'rect', 'style', 'svg', 'text', 'title']);
      await page.close();
    },
    MINUTE,
  );

  test(
    'has ten thousand routes, of which those in sight are drawn, and finds one of them',
    async () => {
      const routes = Array.from({ length: 10_000 }, (_, index) => route(`route-${index}`, `host-${index}.example.com`));
      const { page, wrong } = await open(pageCluster(rehearse(routes)));
      expect(await page.innerText('.counts')).toBe('1 Gateway, 10000 routes');
      expect(await page.locator('.row').count()).toBeLessThan(60);
      await page.fill('nav input', 'host-7777.');
      expect(await page.innerText('nav p')).toBe('1 of 10001');
      await page.click('.row.route');
      expect(await page.innerText('aside h2')).toBe('HTTPRoute shop/route-7777');
      expect(await page.locator('main .node.lit').count()).toBe(1);
      expect(await trace(page, 'GET http://host-1234.example.com/cart/5')).toContain(
        'by HTTPRoute shop/route-1234, rule 1',
      );
      expect(wrong).toEqual([]);
      await page.close();
    },
    2 * MINUTE,
  );
});

function parsed(line: string): { readonly method?: string; readonly url: string } {
  const [method, url] = line.split(' ');
  return url === undefined ? { url: line } : { ...(method === undefined ? {} : { method }), url };
}
