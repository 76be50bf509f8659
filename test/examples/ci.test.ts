import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const FOLDER = join(__dirname, '../../examples/ci');

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly run?: string;
}

interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<string, { readonly permissions?: Readonly<Record<string, string>>; readonly steps: readonly Step[] }>
  >;
  readonly on: Readonly<Record<string, unknown>>;
}

describe('the workflow of GitHub', () => {
  const text = readFileSync(join(FOLDER, 'github-actions.yaml'), 'utf8');
  const workflow: Workflow = parse(text);
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

  test('pins every action to a commit, with its version behind it', () => {
    const uses = [...text.matchAll(/uses: (.*)/g)].map(([, action]) => action);
    expect(uses.length).toBeGreaterThan(0);
    for (const action of uses) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    expect(uses).toHaveLength(steps.filter((step) => step.uses).length);
  });

  test('reads the repository, and writes comments only where nothing of the repository runs', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    const writing = Object.entries(workflow.jobs).filter(([, job]) => job.permissions);
    expect(writing.map(([name, { permissions }]) => [name, permissions])).toEqual([
      ['comment', { 'pull-requests': 'write' }],
    ]);
    expect(workflow.jobs.comment?.steps.some((step) => step.uses ?? /npm|npx|node/.test(step.run ?? ''))).toBe(false);
    for (const step of steps.filter(({ uses }) => uses?.startsWith('actions/checkout')))
      expect(step.with).toMatchObject({ 'persist-credentials': false });
  });

  test('has no secret, and puts nothing that others write into a shell', () => {
    expect(text).not.toMatch(/secrets\./);
    expect(workflow.on).not.toHaveProperty('pull_request_target');
    for (const { run = '' } of steps) expect(run).not.toContain('${{');
  });
});

describe('the pipeline of GitLab', () => {
  const text = readFileSync(join(FOLDER, 'gitlab-ci.yaml'), 'utf8');

  test('has an image of one version, jobs, and no token', () => {
    const { image, check, diff } = parse(text);
    expect(image).toMatch(/^node:\d+\.\d+\.\d+-\w+$/);
    expect(check.script.length + diff.script.length).toBeGreaterThan(4);
    expect(text).not.toMatch(/TOKEN|PASSWORD|SECRET/);
  });
});

test('workflows call commands that are there, with options that they have', () => {
  const cli = readFileSync(join(__dirname, '../../src/cli/loxigw.ts'), 'utf8');
  const texts = ['github-actions.yaml', 'gitlab-ci.yaml'].map((name) => readFileSync(join(FOLDER, name), 'utf8'));
  const calls = texts.flatMap((text) => [...text.matchAll(/npx loxigw (\w+)(.*)/g)]);
  expect(calls.map(([, command]) => command).sort()).toEqual(['check', 'check', 'diff', 'diff', 'test', 'test']);
  for (const [, command = '', rest = ''] of calls) {
    const own = cli.slice(cli.indexOf(`.command('${command}')`));
    for (const [option] of rest.matchAll(/(?<= )--?[a-z-]+/g))
      expect(own.slice(0, own.indexOf('.action('))).toContain(option);
  }
});
