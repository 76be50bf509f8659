import { type Acknowledgement, platformProps } from '../platform';
import type { Finding } from '../rehearsal/finding';
import { groupOf } from '../rehearsal/manifest';
import { identity } from './adopted-object';
import type { Adoption } from './adoption';
import { chartFile, chartsReferredBy, namesOf } from './chart-file';
import { codeOf } from './code';
import { printCode } from './print-code';
import { printString } from './print-string';

/** What findings were accepted for, so that the app writes what there was. */
const REASON = 'adopted as it was';

/**
 * The source files of an adopted app, by path: `src/main.ts`, and one for each chart.
 */
export function appFiles({ charts, platform, findings }: Adoption): ReadonlyMap<string, string> {
  const names = namesOf(charts);
  const byObject = new Map<string, Finding[]>();
  for (const finding of findings) {
    const known = byObject.get(identityOfFinding(finding));
    if (known) known.push(finding);
    else byObject.set(identityOfFinding(finding), [finding]);
  }
  const files = new Map<string, string>();
  const lines = [
    "import { LoxiApp, Platform } from 'cdk8s-loxi-gateway';",
    ...charts.map((chart) => `import { ${names.classes.get(chart)} } from './charts/${chart.plan.id}';`).sort(),
    '',
    `const platform = new Platform(${printCode(codeOf(platformProps(platform)), PLAIN, 0, 32)});`,
    ...appStatement(findings),
    ...charts.map((chart) => {
      const others = chartsReferredBy(chart, names).map((other) => names.variables.get(other));
      const isReferred = charts.some((other) => chartsReferredBy(other, names).includes(chart));
      const target = isReferred ? `const ${names.variables.get(chart)} = ` : '';
      const argument = others.length === 0 ? '' : `, { ${others.join(', ')} }`;
      return `${target}new ${names.classes.get(chart)}(app, ${printString(chart.plan.id)}${argument});`;
    }),
    'app.synth();',
    '',
  ];
  files.set('src/main.ts', lines.join('\n'));
  for (const chart of charts) files.set(`src/charts/${chart.plan.id}.ts`, chartFile(chart, names, byObject));
  return files;
}

function identityOfFinding({ resource: { apiVersion, kind, namespace, name } }: Finding): string {
  return identity(groupOf(apiVersion), kind, namespace, name);
}

const PLAIN = { reference: (): string => 'undefined', comments: (): readonly string[] => [] };

/** The app, of the platform `platform`. */
function appStatement(findings: readonly Finding[]): readonly string[] {
  const accepted = acknowledgements(findings);
  if (accepted.length === 0) return ["const app = new LoxiApp({ outdir: 'dist', platform });"];
  return [
    'const app = new LoxiApp({',
    "  outdir: 'dist',",
    '  platform,',
    '  // What is wrong with the manifests as they were. Mend it, and take it out of the list.',
    `  rehearsal: ${printCode(codeOf({ acknowledge: accepted }), PLAIN, 2, 14)},`,
    '});',
  ];
}

/** Errors stop a synthesis: those of the input are accepted one by one, to be worked off. */
function acknowledgements(findings: readonly Finding[]): readonly Acknowledgement[] {
  const found = new Map<string, Acknowledgement>();
  for (const { rule, severity, resource } of findings) {
    if (severity !== 'error') continue;
    const { kind, namespace, name } = resource;
    const title = `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
    found.set(`${rule} ${title}`, { rule, resource: title, reason: REASON });
  }
  return [...found.values()];
}

/** What stands in the platform file of the app, for `loxigw check`: the same platform, and what is accepted. */
export function platformFile({ platform, findings }: Adoption): object {
  const accepted = acknowledgements(findings);
  return { ...platformProps(platform), ...(accepted.length > 0 ? { acknowledge: accepted } : {}) };
}
