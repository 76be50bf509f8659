import { isAbsolute, relative, sep } from 'node:path';
import type { Finding, Severity } from '../../rehearsal/finding';
import { tryRule } from '../../rehearsal/rules';
import { printableJson } from './printable';

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/** Findings as SARIF 2.1.0, which code scanning takes. Paths are relative to the working folder. */
export function sarifOutput(findings: readonly Finding[], version: string): string {
  const ids = [...new Set(findings.map(({ rule }) => rule))].sort();
  const rules = ids.map((id) => {
    const rule = tryRule(id);
    return {
      id,
      shortDescription: { text: rule?.title ?? id },
      ...(rule ? { fullDescription: { text: rule.why }, help: { text: rule.cure } } : {}),
    };
  });
  const results = findings.map(({ rule, severity, path, message, cure, source, resource }) => ({
    ruleId: rule,
    ruleIndex: ids.indexOf(rule),
    level: LEVELS[severity],
    message: { text: `${resource.kind} ${resource.name}, ${path}: ${message}. ${cure}` },
    ...(source
      ? {
          locations: [
            { physicalLocation: { artifactLocation: { uri: uriOf(source.file) }, region: { startLine: source.line } } },
          ],
        }
      : {}),
  }));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'loxigw', version, rules } }, results }],
  };
  return `${printableJson(log)}\n`;
}

function uriOf(file: string): string {
  const path = isAbsolute(file) ? relative(process.cwd(), file) : file;
  return path.split(sep).map(encodeURIComponent).join('/');
}
