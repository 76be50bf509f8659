import { App, Chart, Testing } from 'cdk8s';
import type { Construct } from 'constructs';
import { InvalidFieldError, Platform, type PlatformProps, setPlatform } from '../src';

/** A manifest as the tests read it. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly [field: string]: unknown };
  // biome-ignore lint/suspicious/noExplicitAny: read field by field in assertions
  readonly spec: any;
  readonly [field: string]: unknown;
}

/** The article's cluster. */
export const ARTICLE: PlatformProps = {
  kubernetes: '1.32',
  cilium: { version: '1.17.1' },
  gatewayApi: { version: '1.2.0' },
};

/** A chart `chart` of namespace `apps` in an app of its own. */
export function chartOn(platform: PlatformProps = {}, namespace: string | undefined = 'apps'): Chart {
  const app = new App();
  setPlatform(app, new Platform(platform));
  return new Chart(app, 'chart', namespace === undefined ? {} : { namespace });
}

/** Everything that a chart writes. */
export function manifestsOf(
  build: (chart: Chart) => void,
  platform: PlatformProps = {},
  namespace?: string,
): Manifest[] {
  const chart = chartOn(platform, namespace);
  build(chart);
  return Testing.synth(chart);
}

/** The first object that a chart writes. */
export function manifestOf(build: (chart: Chart) => void, platform: PlatformProps = {}): Manifest {
  const [first] = manifestsOf(build, platform);
  if (!first) throw new Error('the chart is empty');
  return first;
}

/** What a construct is refused with. */
export function refusalOf(build: (chart: Construct) => void, platform: PlatformProps = {}): InvalidFieldError {
  try {
    build(chartOn(platform));
  } catch (error) {
    if (error instanceof InvalidFieldError) return error;
    throw error;
  }
  throw new Error('it was not refused');
}
