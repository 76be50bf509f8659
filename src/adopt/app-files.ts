import { type Acknowledgement, platformProps } from '../platform';
import { acceptanceOf } from '../rehearsal/acknowledgement';
import type { Finding } from '../rehearsal/finding';
import { groupOf } from '../rehearsal/manifest';
import { describedCluster, platformFileText } from '../synth/platform-file';
import { acceptedBy } from './acceptance';
import { type FieldComment, identity } from './adopted-object';
import type { Adoption } from './adoption';
import { namesOf } from './app-names';
import { chartFile } from './chart-file';
import { codeOf } from './code';
import { printCode } from './print-code';
import { printString } from './print-string';

const OUTDIR = 'dist';
const PLATFORM_FILE = 'loxigw.yaml';

/**
 * The files of an adopted app, by path: `src/main.ts`, one for each chart, and the `loxigw.yaml` that its first synthesis would write.
 */
export function appFiles(adoption: Adoption): ReadonlyMap<string, string> {
  const { charts, platform, findings } = adoption;
  const names = namesOf(charts);
  const byObject = new Map<string, FieldComment[]>();
  for (const finding of findings) {
    const comment = commentOf(finding, adoption.acknowledged);
    const known = byObject.get(identityOfFinding(finding));
    if (known) known.push(comment);
    else byObject.set(identityOfFinding(finding), [comment]);
  }
  const files = new Map<string, string>();
  const lines = [
    "import { LoxiApp, Platform } from 'cdk8s-loxi-gateway';",
    ...charts.map((chart) => `import { ${names.classes.get(chart)} } from './charts/${chart.plan.id}';`).sort(),
    '',
    `// What the cluster has. With what is accepted, it is written to ${PLATFORM_FILE}, by which \`loxigw check\` knows it.`,
    `const platform = new Platform(${printCode(codeOf(platformProps(platform)), PLAIN, 0, 32)});`,
    ...appStatement(acceptedBy(adoption)),
    ...charts.map((chart) => {
      const others = (names.others.get(chart) ?? []).map((other) => names.variables.get(other));
      const variable = names.variables.get(chart);
      const target = variable === undefined ? '' : `const ${variable} = `;
      const argument = others.length === 0 ? '' : `, { ${others.join(', ')} }`;
      return `${target}new ${names.classes.get(chart)}(app, ${printString(chart.plan.id)}${argument});`;
    }),
    'app.synth();',
    '',
  ];
  files.set('src/main.ts', lines.join('\n'));
  for (const chart of charts) files.set(`src/charts/${chart.plan.id}.ts`, chartFile(chart, names, byObject));
  files.set(PLATFORM_FILE, platformFile(adoption));
  return files;
}

function commentOf(finding: Finding, acknowledged: readonly Acknowledgement[]): FieldComment {
  const { path, rule, message, cure } = finding;
  const accepted = acceptanceOf(finding, acknowledged);
  return { path, lines: [`${rule}: ${message}. ${accepted ? `Accepted: ${accepted.reason}` : cure}`] };
}

function identityOfFinding({ resource: { apiVersion, kind, namespace, name } }: Finding): string {
  return identity(groupOf(apiVersion), kind, namespace, name);
}

const PLAIN = { reference: (): string => 'undefined', comments: (): readonly string[] => [] };

/** The app, of the platform `platform`. */
function appStatement(accepted: readonly Acknowledgement[]): readonly string[] {
  if (accepted.length === 0)
    return [`const app = new LoxiApp({ outdir: '${OUTDIR}', platformFile: '${PLATFORM_FILE}', platform });`];
  return [
    'const app = new LoxiApp({',
    `  outdir: '${OUTDIR}',`,
    `  platformFile: '${PLATFORM_FILE}',`,
    '  platform,',
    '  // What is wrong with the manifests as they were. Mend it, and take it out of the list.',
    `  rehearsal: ${printCode(codeOf({ acknowledge: accepted }), PLAIN, 2, 14)},`,
    '});',
  ];
}

/** The platform file as the app itself writes it, so that `loxigw check` knows the platform before the first synthesis. */
function platformFile(adoption: Adoption): string {
  const { platform } = adoption;
  const cluster = describedCluster(OUTDIR, { platform, rehearsal: { acknowledge: acceptedBy(adoption) } });
  return platformFileText('', [{ clusters: [cluster], acknowledge: [] }]);
}
