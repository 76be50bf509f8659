import { join } from 'node:path';
import { Command, CommanderError, Option } from 'commander';
import { generate } from './generate';
import { ImportError } from './import-error';
import { readSources } from './source-files';

const program = new Command('npm run import --')
  .description('Generates imports/ from the CustomResourceDefinitions in the folders, files and URLs given.')
  .argument('<folder|url...>', 'YAML or JSON; documents that are no CRDs are left out')
  .option('--tag <tag>', 'release of files whose path or URL does not name one, e.g. v0.9.8.4')
  .addOption(
    new Option('--into <folder>', 'the folder to replace').default(join(__dirname, '../../imports'), 'imports/'),
  )
  .addHelpText(
    'after',
    `
Examples:
  npm run import -- crds/
  npm run import -- https://github.com/kubernetes-sigs/gateway-api/releases/download/v1.6.1/standard-install.yaml \\
                    https://github.com/kubernetes-sigs/gateway-api/releases/download/v1.6.1/experimental-install.yaml

Give everything at once: imports/ is replaced as a whole, and only if all of it could be generated.
The release of a CRD is told by its annotations (Gateway API), or by a tag in its path or URL, as in
crds/kube-loxilb/v0.9.8.4/egress-crd.yaml.

Exit code: 0 done, 2 input that cannot be imported.`,
  )
  .exitOverride()
  .action(async (inputs: string[], options: { tag?: string; into: string }) => {
    const progress = (line: string): void => void process.stderr.write(`${line}\n`);
    const files = await readSources(inputs);
    progress(`read ${files.length} files`);
    generate(files, { folder: options.into, progress, ...(options.tag === undefined ? {} : { tag: options.tag }) });
    progress(`wrote ${options.into}`);
  });

program.parseAsync().catch((error: unknown) => {
  if (error instanceof ImportError) process.stderr.write(`error: ${error.message}\n`);
  else if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error instanceof CommanderError && error.exitCode === 0 ? 0 : 2;
});
