#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { Argument, Command, CommanderError, Option } from 'commander';
import type { AdoptOptions } from './adopt';
import { CHECK_FORMATS, type CheckOptions, check } from './check';
import { COVERAGE_FORMATS, type CoverageOptions, coverage } from './coverage';
import { DIFF_FORMATS, type DiffOptions, diff } from './diff';
import { explain } from './explain';
import { GRAPH_FORMATS, type GraphOptions, graph } from './graph';
import type { InitOptions } from './init';
import { LB_FORMATS, type LbOptions, lb } from './lb';
import { STATUS_FORMATS, type StatusOptions, status } from './status';
import { TEST_FORMATS, type TestOptions, test } from './test';
import { TRACE_FORMATS, type TraceOptions, trace } from './trace';

const { version } = JSON.parse(readFileSync(require.resolve('cdk8s-loxi-gateway/package.json'), 'utf8'));

const BAD_USAGE = 2;

// A reader that has seen enough, such as `head`, is no failure of this program.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

const program = new Command('loxigw')
  .description('Says what a cluster with Cilium behind LoxiLB would refuse in Kubernetes manifests, offline.')
  .version(version)
  .addHelpText('after', '\nExit codes: 0 fine, 1 errors were found, 2 bad usage or unreadable input.')
  .exitOverride();

program
  .command('check')
  .description(
    'say what a cluster would refuse, ignore or lose: API server, Gateway controller, kube-loxilb, and rules',
  )
  .addArgument(
    new Argument('[paths...]', 'files and folders of YAML or JSON; - is standard input').default(['dist'], 'dist'),
  )
  .addOption(new Option('-o, --output <format>', 'how to print').choices([...CHECK_FORMATS]).default('text'))
  .option('--crds <path...>', 'CustomResourceDefinitions of your own, files or folders; separate from paths by --')
  .option('--platform <file>', 'versions of the target; by default a loxigw.yaml here or above')
  .addHelpText(
    'after',
    `
Examples:
  loxigw check                                  dist/, for the newest versions that fit together
  loxigw check --platform platform.yaml a.yaml  for the versions of a cluster
  helm template chart | loxigw check -
  loxigw check -o sarif > loxigw.sarif          for code scanning
  loxigw check -o github                        as annotations of a workflow
  loxigw check --crds crds/ -- dist/            with kinds of your own (their CEL rules need @bufbuild/cel)

A platform file, every part optional:
  kubernetes: "1.36"
  gatewayApi: { version: "1.6.1", channel: standard }
  cilium: { version: "1.20.0" }
  loxilb: { kubeLoxilb: "v0.9.8.4", args: { cidrPools: "defaultPool=10.0.9.17/28" }, nodes: 3 }
  complete: [shop]                                namespaces whose objects are all given; ["*"]: all
  acknowledge: [{ rule: admission/unknown-kind, resource: Thing default/x, reason: made by another team }]
or several, each with its folders:
  platforms:
    - { paths: [dist/berlin], cilium: { version: "1.20.0" } }
    - { paths: [dist/lisbon], cilium: { version: "1.18.12" }, network: south }

Several platforms are a fleet: VIPs, pools, LoxiLB hosts, routers and hostnames of two clusters are found, addresses within one network only.

Files of one platform are one cluster, and are played together. An object accepts a finding by an annotation:
  metadata:
    annotations:
      cdk8s-loxi-gateway/acknowledge: "kube-loxilb/plain-url: the network of the hosts is closed"`,
  )
  .action((paths: string[], options: Omit<CheckOptions, 'version'>) => {
    process.exitCode = check(paths, { ...options, version });
  });

program
  .command('status')
  .description('print the status that the Gateway controller would write')
  .addArgument(
    new Argument('[paths...]', 'files and folders of YAML or JSON; - is standard input').default(['dist'], 'dist'),
  )
  .addOption(new Option('-o, --output <format>', 'how to print').choices([...STATUS_FORMATS]).default('text'))
  .option('--platform <file>', 'versions of the target; by default a loxigw.yaml here or above')
  .addHelpText(
    'after',
    `
Examples:
  loxigw status                        dist/: listeners, attached routes, and what is not well
  loxigw status -o json dist/berlin    the objects with their status, as kubectl get -o json has it
  kubectl get gateways,httproutes,services,secrets -A -o yaml | loxigw status -`,
  )
  .action((paths: string[], options: StatusOptions) => {
    process.exitCode = status(paths, options);
  });

program
  .command('lb')
  .description("print LoxiLB's rules: which VIP, port and mode each Service would get")
  .addArgument(
    new Argument('[paths...]', 'files and folders of YAML or JSON; - is standard input').default(['dist'], 'dist'),
  )
  .addOption(new Option('-o, --output <format>', 'how to print').choices([...LB_FORMATS]).default('text'))
  .option('--platform <file>', 'versions of the target; by default a loxigw.yaml here or above')
  .addHelpText(
    'after',
    `
kube-loxilb has to be among the manifests, or its arguments in the platform file: they have the pools. Exit code 1 if a Service gets no VIP, or a port is taken.

Examples:
  loxigw lb                    dist/, as loxicmd get lb would print it
  loxigw lb -o json dist/berlin`,
  )
  .action((paths: string[], options: LbOptions) => {
    process.exitCode = lb(paths, options);
  });

program
  .command('trace')
  .description('say where a request goes, how it is changed, and what the client gets')
  .argument('[url]', 'such as http://192.168.57.100/details/1; left out with --requests')
  .argument('[paths...]', 'files and folders of YAML or JSON; - is standard input; dist unless given')
  .addOption(new Option('-o, --output <format>', 'how to print').choices([...TRACE_FORMATS]).default('text'))
  .option('--platform <file>', 'versions of the target; by default a loxigw.yaml here or above')
  .option('--requests <file>', 'many requests, a list in YAML or JSON: { name, gateway, request, upstream }')
  .option('--explain', 'each step, and why each candidate lost')
  .option('-X, --request <method>', 'method, GET unless given')
  .option(
    '-H, --header <header>',
    '"name: value", once for each',
    (value: string, all: string[]) => [...all, value],
    [],
  )
  .option(
    '--resolve <host:port:address>',
    'the address of a host',
    (value: string, all: string[]) => [...all, value],
    [],
  )
  .option(
    '--connect-to <host:port:address:port>',
    'connect there instead',
    (value: string, all: string[]) => [...all, value],
    [],
  )
  .option('--gateway <namespace/name>', 'the Gateway that it comes to, whatever its address is')
  .addHelpText(
    'after',
    `
Without --gateway, the address of the URL says which Gateway it is, as kube-loxilb gives out addresses; a hostname is taken to be at the Gateway
whose listener is for it.

Examples:
  loxigw trace http://192.168.57.100/details/1
  loxigw trace http://192.168.57.100/?great=example -H 'magic: foo' -X POST --explain
  loxigw trace https://shop.example.com/cart --resolve shop.example.com:443:192.168.57.100 dist/berlin
  loxigw trace -o json --requests requests.yaml dist`,
  )
  .action((url: string | undefined, paths: string[], options: TraceOptions) => {
    process.exitCode = trace(url === undefined ? paths : [url, ...paths], options);
  });

program
  .command('graph')
  .description('draw the Gateways: VIP, listeners, routes, backends, and what is not well')
  .addArgument(
    new Argument('[paths...]', 'files and folders of YAML or JSON; - is standard input').default(['dist'], 'dist'),
  )
  .addOption(new Option('-o, --output <format>', 'what to write').choices([...GRAPH_FORMATS]).default('markdown'))
  .option('--gateway <namespace/name>', 'only this Gateway; HTML has all of them')
  .option('--platform <file>', 'versions of the target; by default a loxigw.yaml here or above')
  .addHelpText(
    'after',
    `
Markdown is a table and Mermaid diagrams of each Gateway, as GitHub and GitLab show them; none has more than 4,500 characters, and what does not fit
into eight of them is counted. SVG has up to 40 routes of each Gateway, for light and dark. HTML is one file that searches, zooms and plays
requests, and asks for nothing else. Routes of a Gateway that is not among the manifests are drawn as well.

Examples:
  loxigw graph > TOPOLOGY.md
  loxigw graph -o svg dist/berlin > berlin.svg
  loxigw graph -o mermaid --gateway shop/web
  loxigw graph -o html > gateways.html
  loxigw graph -o dot dist/berlin | dot -Tsvg > berlin.svg`,
  )
  .action((paths: string[], options: GraphOptions) => {
    process.exitCode = graph(paths, options);
  });

program
  .command('diff')
  .description(
    'say what a change of manifests means for traffic: VIPs, classes, sessions, grants, and requests that get another answer',
  )
  .argument(
    '[paths...]',
    'the older and the newer file or folder of manifests; with --base the newer alone, dist unless given',
  )
  .addOption(new Option('-o, --output <format>', 'how to print').choices([...DIFF_FORMATS]).default('text'))
  .option('--base <revision>', 'the older side is that of a revision of git, such as origin/main')
  .option('--requests <file...>', 'test files, whose requests are sent to both sides as well')
  .option('--platform <file>', 'versions of the target, for both; by default a loxigw.yaml here or above')
  .addHelpText(
    'after',
    `
Requests are made of the matches of both sides. Exit code 1 for errors: what the cluster would refuse, a VIP that moves, a Namespace that is gone.

Examples:
  loxigw diff --base origin/main dist/berlin
  loxigw diff --base HEAD --requests routing.test.yaml
  loxigw diff old new -o markdown > comment.md     below 60,000 characters, with the Gateways before and after`,
  )
  .action((paths: string[], options: DiffOptions) => {
    process.exitCode = diff(paths, options);
  });

program
  .command('test')
  .description('run files of requests with expectations')
  .argument('<files...>', 'test files in YAML or JSON')
  .addOption(new Option('-o, --output <format>', 'how to print').choices([...TEST_FORMATS]).default('text'))
  .option('--manifests <path...>', 'manifests, instead of those that the files name; separate from files by --')
  .option('--platform <file>', 'versions of the target; by default a loxigw.yaml here or above')
  .addHelpText(
    'after',
    `
A test file; manifests are from its folder, dist unless given:
  manifests: [dist/berlin]
  tests:
    - name: the cart is that of the shop
      request: GET http://shop.example.com/cart
      expect: { service: 'shop/cart:8080', status: 200 }
    - name: the canary gets its share
      request: { url: 'http://192.168.57.100/', headers: { magic: foo } }
      expect: { split: { stable: 0.99, canary: 0.01 } }
Expect status, grpcStatus, connection, service (null: the gateway answers), split, route, listener, redirect, path, host and method at the backend,
requestHeaders and responseHeaders (null: absent), mirrors, backendTLS.

Examples:
  loxigw test routing.test.yaml
  loxigw test -o junit tests/*.yaml > results.xml`,
  )
  .action((files: string[], options: TestOptions) => {
    process.exitCode = test(files, options);
  });

program
  .command('coverage')
  .description('say which matches and backends the requests of test files do not reach')
  .argument('<files...>', 'test files in YAML or JSON')
  .addOption(new Option('-o, --output <format>', 'how to print').choices([...COVERAGE_FORMATS]).default('text'))
  .option('--manifests <path...>', 'manifests, instead of those that the files name; separate from files by --')
  .option('--platform <file>', 'versions of the target; by default a loxigw.yaml here or above')
  .addHelpText('after', '\nExample:\n  loxigw coverage routing.test.yaml')
  .action((files: string[], options: CoverageOptions) => {
    process.exitCode = coverage(files, options);
  });

program
  .command('init')
  .description('write a new app: gateways in TypeScript, a routing test, a workflow, an Argo CD Application')
  .argument('[folder]', 'where to; made if it is not there', '.')
  .option('--name <name>', 'name of the project; that of the folder unless given')
  .addOption(
    new Option('--ci <system>', 'for which system a workflow is written')
      .choices(['github', 'gitlab', 'none'])
      .default('github'),
  )
  .option('--repo <url>', 'git repository that Argo CD reads')
  .option('--force', 'write over files that are there')
  .addHelpText(
    'after',
    `
Examples:
  loxigw init my-gateways
  loxigw init my-gateways --ci gitlab --repo https://git.example.com/platform/my-gateways.git`,
  )
  .action((folder: string, options: InitOptions) => {
    // With the constructs, which other commands need not load.
    const { init }: typeof import('./init') = require('./init');
    process.exitCode = init(folder, options);
  });

program
  .command('adopt')
  .description('make a TypeScript app out of manifests, with the proof that it writes the same')
  .addArgument(new Argument('<paths...>', 'files and folders of YAML or JSON; - is standard input'))
  .option(
    '-o, --output <folder>',
    'where the app is written; without it, only what would become of the manifests is said',
  )
  .option('--platform <file>', 'versions of the target; by default a loxigw.yaml here or above')
  .option('--force', 'write over files that are there')
  .addHelpText(
    'after',
    `
Each file becomes a chart. Every construct is made and compared: it is taken only if the API server would store what it writes as it would
store the manifest. What no construct is for is written as it is. Findings and comments stand above the lines that they are about; errors
are accepted by name in src/main.ts, so that the app writes the same from its first day.

Examples:
  loxigw adopt manifests/                  what would become of them
  loxigw adopt manifests/ -o gateways      write the app
  kubectl get gateways,httproutes -A -o yaml | loxigw adopt - -o gateways`,
  )
  .action((paths: string[], options: AdoptOptions) => {
    const { adopt }: typeof import('./adopt') = require('./adopt');
    process.exitCode = adopt(paths, options);
  });

program
  .command('explain')
  .description('say what a rule means, why, and how to cure it; without a rule, list them')
  .argument('[rule]', 'an id such as admission/unknown-field')
  .addHelpText('after', '\nExample:\n  loxigw explain admission/cel')
  .action((rule: string | undefined) => {
    process.exitCode = explain(rule);
  });

for (const command of program.commands) command.exitOverride();

try {
  program.parse();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : BAD_USAGE;
}
