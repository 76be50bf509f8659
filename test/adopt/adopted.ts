import { type AdoptionInput, adopt, appFiles } from '../../src/adopt';
import { parseManifests } from '../../src/cli/input/parse-manifests';
import { Platform } from '../../src/platform';
import { asStored } from '../../src/rehearsal/admission/admission';
import { groupOf, type Manifest } from '../../src/rehearsal/manifest';

/** The versions of the article. */
export const ARTICLE = new Platform({
  kubernetes: '1.32',
  cilium: { version: '1.17.1' },
  gatewayApi: { version: '1.2.0' },
});

/** Inputs of YAML, as the CLI makes them. */
export function inputsOf(text: string, file = 'shop.yaml'): AdoptionInput[] {
  const { manifests, errors } = parseManifests({ file, text });
  expect(errors).toEqual([]);
  return manifests.map(({ manifest, comments }) => ({ manifest, file, comments: comments() }));
}

export function adopted(inputs: readonly AdoptionInput[], platform = Platform.default) {
  const adoption = adopt(inputs, platform);
  return { adoption, files: appFiles(adoption), constructs: adoption.charts.flatMap((chart) => chart.constructs) };
}

/** As stored, by identity: what two clusters would be compared by. */
export function stored(manifests: readonly Manifest[], platform: Platform): Record<string, unknown> {
  return Object.fromEntries(
    manifests.map((manifest) => {
      const { apiVersion, kind, metadata, ...rest } = JSON.parse(JSON.stringify(asStored(manifest, platform)));
      const { namespace = 'default', ...others } = metadata;
      // One version is kept, whichever an object is written in.
      return [`${groupOf(apiVersion)} ${kind} ${namespace}/${metadata.name}`, { ...rest, metadata: others }];
    }),
  );
}

/** How many of each construct there are. */
export function countsOf(constructs: readonly { readonly construct: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { construct } of constructs) counts[construct] = (counts[construct] ?? 0) + 1;
  return counts;
}
