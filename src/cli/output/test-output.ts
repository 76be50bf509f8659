import type { TestResult } from '../test-run';
import { printable } from './printable';

/** Each test in a line; of those that fail, expected and actual side by side. */
export function testText(results: readonly TestResult[]): string {
  const failed = results.filter(({ mismatches }) => mismatches.length > 0);
  const lines: string[] = [];
  let file = '';
  for (const result of results) {
    if (result.file !== file) lines.push(result.file);
    file = result.file;
    lines.push(`  ${result.mismatches.length === 0 ? 'ok  ' : 'FAIL'} ${result.name}`);
    const width = Math.max(0, ...result.mismatches.map(({ what }) => what.length));
    for (const { what, expected, actual } of result.mismatches) {
      lines.push(
        `         ${what.padEnd(width)}  expected ${expected}`,
        `         ${''.padEnd(width)}  actual   ${actual}`,
      );
    }
  }
  lines.push(`${results.length} tests: ${results.length - failed.length} hold, ${failed.length} fail`);
  return `${lines.map(printable).join('\n')}\n`;
}

/** `{ items: [ { file, name, ok, mismatches, outcome } ] }`. */
export function testJson(results: readonly TestResult[]): string {
  const items = results.map(({ file, name, mismatches, outcome }) => ({
    file,
    name,
    ok: mismatches.length === 0,
    mismatches,
    outcome,
  }));
  return `${JSON.stringify({ items }, undefined, 2)}\n`;
}

/** As JUnit writes results, which most CI systems show. Without times: there is no clock here. */
export function testJunit(results: readonly TestResult[]): string {
  const files = [...new Set(results.map(({ file }) => file))];
  const suites = files.map((file) => {
    const own = results.filter((each) => each.file === file);
    const failures = own.filter(({ mismatches }) => mismatches.length > 0).length;
    const cases = own.map(({ name, mismatches }) => {
      const head = `    <testcase classname="${xml(file)}" name="${xml(name)}"`;
      if (mismatches.length === 0) return `${head}/>`;
      const text = mismatches
        .map(({ what, expected, actual }) => `${what}: expected ${expected}, got ${actual}`)
        .join('\n');
      return `${head}>\n      <failure message="${xml(text.split('\n')[0] ?? '')}">${xml(text)}</failure>\n    </testcase>`;
    });
    return [
      `  <testsuite name="${xml(file)}" tests="${own.length}" failures="${failures}">`,
      ...cases,
      '  </testsuite>',
    ].join('\n');
  });
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites>', ...suites, '</testsuites>', ''].join('\n');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Control characters cannot stand in XML at all. */
function xml(text: string): string {
  return printable(text.replaceAll('\n', ' | ')).replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '');
}
