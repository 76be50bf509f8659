import { Platform } from '../platform';

/** A cluster that this app writes a tree for: `dist/<name>/`. */
export interface Cluster {
  readonly name: string;
  readonly platform: Platform;
}

/** As the article sets it up: RKE2 v1.32, Cilium 1.17.1, the Gateway API 1.2.0 CRDs. */
const ARTICLE: Cluster = {
  name: 'article',
  platform: new Platform({
    kubernetes: '1.32',
    cilium: { version: '1.17.1' },
    // Of the experimental channel the article installs TLSRoute only, which nothing here uses.
    gatewayApi: { version: '1.2.0', channel: 'standard' },
  }),
};

/** The newest versions that fit together. */
const CURRENT: Cluster = { name: 'current', platform: Platform.default };

export const CLUSTERS: readonly Cluster[] = [ARTICLE, CURRENT];
