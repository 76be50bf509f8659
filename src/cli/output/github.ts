import type { Finding, Severity } from '../../rehearsal/finding';
import { printable } from './printable';

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** Findings as workflow commands, which GitHub shows beside the lines of a pull request. */
export function githubOutput(findings: readonly Finding[]): string {
  return findings
    .map(({ rule, severity, path, message, cure, source }) => {
      const properties = [
        ...(source ? [`file=${property(source.file)}`, `line=${source.line}`] : []),
        `title=${property(rule)}`,
      ];
      return `::${COMMANDS[severity]} ${properties.join(',')}::${data(printable(`${path}: ${message}. ${cure}`))}\n`;
    })
    .join('');
}

/** Escapes of actions/toolkit, packages/core/src/command.ts. */
function data(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
