import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const ADMISSION = resolve(__dirname, '../lib/src/rehearsal/admission');

/** Whole processes, in milliseconds, medians of interleaved runs. */
export interface ColdStart {
  /** Node that does nothing. */
  readonly node: number;
  /** Node that loads admission and one CRD set. */
  readonly load: number;
  /** Node that admits one route as well. */
  readonly admit: number;
}

const PROGRAMS: Readonly<Record<keyof ColdStart, string>> = {
  node: '',
  load: `require('${ADMISSION}/crd-sets').gatewayApiKind({ version: '1.6.1', channel: 'standard' }, 'gateway.networking.k8s.io/v1', 'HTTPRoute')`,
  admit: `
    const { Platform } = require('${resolve(__dirname, '../lib/src/platform')}');
    const { admit } = require('${ADMISSION}/admission');
    admit([{ apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name: 'a' }, spec: { rules: [{ backendRefs: [{ name: 'a', port: 80 }] }] } }], Platform.default)`,
};

/** Runs each program `4 * runs` times in turn: single ones are short, and the machine's noise is not. */
export function coldStart(runs: number): ColdStart {
  const times: Record<keyof ColdStart, number[]> = { node: [], load: [], admit: [] };
  for (let run = 0; run < 4 * runs; run++) {
    for (const name of ['node', 'load', 'admit'] as const) {
      const start = process.hrtime.bigint();
      const { status } = spawnSync(process.execPath, ['-e', PROGRAMS[name]], {
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      if (status !== 0) throw new Error(`cold start: ${name} failed`);
      times[name].push(Number(process.hrtime.bigint() - start) / 1e6);
    }
  }
  return { node: median(times.node), load: median(times.load), admit: median(times.admit) };
}

export function coldText({ node, load, admit }: ColdStart): string {
  const over = (ms: number): string => `${(ms - node).toFixed(1)} ms over bare Node (${(ms / node).toFixed(2)} x)`;
  return `cold start: bare Node ${node.toFixed(1)} ms; loading one CRD set ${over(load)}; admitting one route ${over(admit)}`;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}
