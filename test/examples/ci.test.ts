import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'yaml';
import { checkCommand } from '../../src/cli/commands/check';
import { diffCommand } from '../../src/cli/commands/diff';
import { testCommand } from '../../src/cli/commands/test';

const FOLDER = join(__dirname, '../../examples/ci');

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly run?: string;
}

interface Job {
  readonly if?: string;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
  readonly on: Readonly<Record<string, unknown>>;
}

const TEXTS = {
  github: readFileSync(join(FOLDER, 'github-actions.yaml'), 'utf8'),
  gitlab: readFileSync(join(FOLDER, 'gitlab-ci.yaml'), 'utf8'),
};

describe('the workflow of GitHub', () => {
  const text = TEXTS.github;
  const workflow: Workflow = parse(text);
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
  const comment = workflow.jobs.comment;

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
    expect(comment?.steps.some((step) => step.uses ?? /\b(npm|npx|node)\b/.test(step.run ?? ''))).toBe(false);
    for (const step of steps.filter(({ uses }) => uses?.startsWith('actions/checkout')))
      expect(step.with).toMatchObject({ 'persist-credentials': false });
  });

  test('writes no comment where the token may not: in pull requests of forks and of Dependabot', () => {
    expect(comment?.if).toContain('github.event.pull_request.head.repo.full_name == github.repository');
    expect(comment?.if).toContain("github.actor != 'dependabot[bot]'");
    expect(text).not.toContain('always()');
  });

  test('has no secret, and puts nothing that others write into a shell', () => {
    expect(text).not.toMatch(/secrets\./);
    expect(workflow.on).not.toHaveProperty('pull_request_target');
    for (const { run = '' } of steps) expect(run).not.toContain('${{');
  });

  describe('hands the comment over', () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'loxi-ci-'));
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    /** Runs a script as a step does, with a program of ours in place of the one that it calls. */
    function run(
      script: string,
      program: readonly [name: string, text: string],
      env: Readonly<Record<string, string>>,
    ): void {
      writeFileSync(join(folder, program[0]), `#!/bin/sh\n${program[1]}`, { mode: 0o755 });
      const PATH = `${folder}:${process.env.PATH ?? ''}`;
      execFileSync('bash', ['-e', '-c', script], { cwd: folder, env: { ...process.env, ...env, PATH }, stdio: 'pipe' });
    }

    function script(job: string): string {
      return workflow.jobs[job]?.steps.find((step) => step.run?.includes('comment'))?.run ?? '';
    }

    const MARKDOWN = `## What this changes\n\n\`${'ä$(reboot)"EOF'.repeat(4_000)}\`\n`;

    test.each([
      ['as a new one', '', 'api --silent --method POST ALL --field body=@comment.md\n'],
      ['in place of its own', '7\n8\n', 'api --silent --method PATCH ONE/7 --field body=@comment.md\n'],
    ])('%s, whatever is in it', (_, ids, call) => {
      writeFileSync(join(folder, 'markdown'), MARKDOWN);
      const files = { GITHUB_OUTPUT: join(folder, 'output'), GITHUB_STEP_SUMMARY: join(folder, 'summary') };
      expect(() => run(script('diff'), ['npx', 'cat markdown; exit 1'], { ...files, BASE: 'main' })).toThrow();
      expect(readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8')).toBe(MARKDOWN);
      const [, packed = ''] = /^comment=([\w+/=]+)\n$/.exec(readFileSync(files.GITHUB_OUTPUT, 'utf8')) ?? [];
      expect(gunzipSync(Buffer.from(packed, 'base64')).toString()).toBe(MARKDOWN);

      writeFileSync(join(folder, 'ids'), ids);
      const gh = 'if [ "$2" = --paginate ]; then cat ids; else echo "$@" >> calls; fi';
      run(script('comment'), ['gh', gh], { PACKED: packed, COMMENTS: 'ALL', COMMENT: 'ONE' });
      expect(readFileSync(join(folder, 'calls'), 'utf8')).toBe(call);
      expect(readFileSync(join(folder, 'comment.md'), 'utf8')).toBe(`<!-- loxigw diff -->\n${MARKDOWN}`);
    });

    test('only where there is one', () => {
      const files = { GITHUB_OUTPUT: join(folder, 'output'), GITHUB_STEP_SUMMARY: join(folder, 'summary') };
      expect(() => run(script('diff'), ['npx', 'exit 2'], { ...files, BASE: 'main' })).toThrow();
      expect(existsSync(files.GITHUB_OUTPUT)).toBe(false);
      expect(comment?.if).toContain("needs.diff.outputs.comment != ''");
    });
  });
});

describe('the pipeline of GitLab', () => {
  test('has an image of one version, jobs, and no token', () => {
    const pipeline = parse(TEXTS.gitlab);
    expect(pipeline.default.image).toMatch(/^node:\d+\.\d+\.\d+-\w+$/);
    expect(pipeline).not.toHaveProperty('image');
    expect(pipeline.check.script.length + pipeline.diff.script.length).toBeGreaterThan(4);
    expect(pipeline.diff.artifacts).toMatchObject({ when: 'always', paths: ['diff.md'] });
    expect(TEXTS.gitlab).not.toMatch(/TOKEN|PASSWORD|SECRET/);
  });
});

describe('both', () => {
  const COMMANDS = { check: () => checkCommand('1'), diff: diffCommand, test: testCommand };

  test.each(Object.entries(TEXTS))('call commands that are there, with options that they have: %s', (_, text) => {
    const calls = [...text.matchAll(/npx (.*)/g)].map(([, call = '']) => call.replace(/ *(\|\||>).*/, ''));
    const called = calls.map((call) => {
      // Without --no, npx would install what it does not find.
      const [, name, rest = ''] = /^--no loxigw (check|diff|test)\b(.*)/.exec(call) ?? [];
      const make = Object.entries(COMMANDS).find(([each]) => each === name)?.[1];
      if (!make) throw new Error(`${call} is no command`);
      const command = make()
        .exitOverride()
        .action(() => undefined);
      command.parse(rest.trim().split(/\s+/), { from: 'user' });
      return [name, command.args, command.opts()];
    });
    const [base] = /"\$\w*BASE\w*"/.exec(text) ?? [];
    expect(called).toEqual([
      ['check', ['dist'], { output: text === TEXTS.github ? 'github' : 'text' }],
      ['test', ['routing.test.yaml'], { output: text === TEXTS.github ? 'text' : 'junit' }],
      ['diff', ['dist'], { output: 'markdown', base }],
    ]);
  });

  test.each(Object.entries(TEXTS))('check types before they synthesize, and install without scripts: %s', (_, text) => {
    const places = ['npm ci --ignore-scripts', 'npm run types', 'npm run synth'].map((each) => text.indexOf(each));
    expect(Math.min(...places)).toBeGreaterThan(0);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });
});
