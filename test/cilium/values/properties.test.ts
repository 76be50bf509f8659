import fc from 'fast-check';
import { parse } from 'yaml';
import { ArgoApplication, CiliumValues, InvalidFieldError } from '../../../src';
import { CILIUM_VALUE_KEYS } from '../../../src/platform/cilium-values-keys';
import { chartOn } from '../../constructs';
import { articlePlan } from './plans';

const addresses = articlePlan();

/** What comes of values: the file, or the error that names the field. Anything else fails the test. */
function outcomeOf(values: object, chart: 'cilium' | 'rke2-cilium'): CiliumValues | InvalidFieldError {
  try {
    return new CiliumValues(chartOn(), 'v', { chart, addresses, values });
  } catch (error) {
    if (error instanceof InvalidFieldError) return error;
    throw error;
  }
}

const charts = fc.constantFrom('cilium', 'rke2-cilium');

/** A known key with a value that may be right: one of its words, its default, a boolean, or anything. */
const oneKey = fc.constantFrom(...Object.keys(CILIUM_VALUE_KEYS)).chain((path) => {
  const { words = [], default: known } = CILIUM_VALUE_KEYS[path] ?? {};
  const values = fc.oneof(fc.constantFrom(true, false, known, ...words), fc.jsonValue({ maxDepth: 2 }));
  return values.map((value) => path.split('.').reduceRight<unknown>((inner, name) => ({ [name]: inner }), value));
});

describe('values of Cilium, whatever they are', () => {
  test('are refused with the field, or make a values file that reads as they do', () => {
    fc.assert(
      fc.property(fc.oneof(oneKey, fc.object()), charts, (values, chart) => {
        const outcome = outcomeOf(Object(values), chart);
        if (outcome instanceof InvalidFieldError) {
          expect(outcome.field).toMatch(/^values/);
          expect(outcome.message).toMatch(/^\[chart\/v\] values.*: .*\.$/s);
        } else expect(parse(outcome.toYaml(), { version: '1.1' })).toEqual(outcome.tree);
      }),
      { numRuns: 1000 },
    );
  });

  test('give the same file when they are given again as they were written', () => {
    fc.assert(
      fc.property(oneKey, charts, (values, chart) => {
        const outcome = outcomeOf(Object(values), chart);
        if (outcome instanceof InvalidFieldError) return;
        const again = outcomeOf(outcome.tree, chart);
        if (again instanceof InvalidFieldError) throw again;
        for (const path of Object.keys(CILIUM_VALUE_KEYS)) {
          const at = (tree: unknown) => path.split('.').reduce<unknown>((map, name) => Object(map)[name], tree);
          // What is filled in where nothing is given comes back where the chart's own default was asked for.
          if (at(outcome.tree) !== undefined) expect(at(again.tree)).toEqual(at(outcome.tree));
        }
      }),
      { numRuns: 300 },
    );
  });

  test('are refused by an Application as well, or stand in it unchanged', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), fc.jsonValue({ maxDepth: 3 })), (values) => {
        const source = { repoURL: 'https://helm.example.com', chart: 'thing', targetRevision: '1.2.3', values };
        const copy: unknown = JSON.parse(JSON.stringify(values));
        try {
          const application = new ArgoApplication(chartOn(), 'a', { source, destination: { namespace: 'a' } });
          const { helm } = application.apiObject.toJson().spec.source;
          expect(JSON.parse(JSON.stringify(helm?.valuesObject ?? {}))).toEqual(copy);
        } catch (error) {
          if (!(error instanceof InvalidFieldError)) throw error;
          expect(error.value).toBeNull();
        }
      }),
      { numRuns: 300 },
    );
  });
});
