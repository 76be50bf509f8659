import { parseArgs } from 'node:util';
import { coldStart, coldText } from './cold-start';
import { fleetCost, fleetText } from './fleet';
import { filesCost, filesText, reviewCost, reviewText } from './review';
import { type Case, interleaved } from './runs';
import { resultsOf, table } from './table';
import { trafficCost, trafficText } from './traffic';

/*
 * Time and memory to build and synthesize routes with LoxiApp, with the stock App, and the bare cost of writing the same
 * objects with the YAML library of cdk8s; what admission costs of that, and all of the rehearsal
 * of a cluster with gateways; what drawing, comparing and adopting it costs; and how long the first admission takes from a cold start.
 *
 *   npm run bench -- [--only TEXT] [--runs N] [-o json]
 */

const SIZES: readonly (readonly [routes: number, charts: number])[] = [
  [1_000, 1],
  [1_000, 100],
  [1_000, 1_000],
  [10_000, 1],
  [10_000, 100],
  [10_000, 1_000],
];

const CASES: readonly Case[] = [
  ...SIZES.flatMap(([routes, charts]) =>
    (['loxi', 'stock', 'yaml'] as const).map((contender) => ({ contender, routes, charts })),
  ),
  { contender: 'loxi', routes: 20_000, charts: 1_000 },
  { contender: 'unrehearsed', routes: 10_000, charts: 1_000 },
  { contender: 'admission', routes: 10_000, charts: 1_000 },
  { contender: 'admission', routes: 20_000, charts: 1_000 },
  { contender: 'gateways', routes: 10_000, charts: 50 },
  { contender: 'gateways', routes: 20_000, charts: 50 },
  { contender: 'rehearsal', routes: 5_000, charts: 50 },
  { contender: 'rehearsal', routes: 10_000, charts: 50 },
  { contender: 'rehearsal', routes: 20_000, charts: 50 },
];

const USAGE = `Usage: npm run bench -- [options]
  --only TEXT       only cases whose name has TEXT in it, e.g. "10000/1000" or "loxi 1000/1"
  --runs N          runs of each case, of which the median counts (default 5); one more is made first and left out
  -o, --output json|text   (default text)
  --help`;

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    runs: { type: 'string', default: '5' },
    output: { type: 'string', short: 'o', default: 'text' },
    help: { type: 'boolean', default: false },
  },
});
const runs = Number(values.runs);
if (values.help || !Number.isInteger(runs) || runs < 1 || !['json', 'text'].includes(values.output)) {
  console.error(USAGE);
  process.exit(values.help ? 0 : 2);
}
const only = values.only ?? '';
const cases = CASES.filter(({ contender, routes, charts }) => `${contender} ${routes}/${charts}`.includes(only));
if (cases.length === 0) {
  console.error(`No case has "${only}" in its name.\n${USAGE}`);
  process.exit(2);
}
const results = resultsOf(interleaved(cases, runs));
const cold = coldStart(runs);
const traffic = trafficCost(runs);
const review = reviewCost(runs);
const files = filesCost(runs);
const fleet = fleetCost(runs);
if (values.output === 'json')
  console.log(JSON.stringify({ results, cold, traffic, review, files, fleet }, undefined, 2));
else
  console.log(
    `${table(results)}\n\n${coldText(cold)}\n${trafficText(traffic)}\n${reviewText(review)}\n${filesText(files)}\n${fleetText(fleet)}`,
  );
