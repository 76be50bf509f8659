import type { AppProps } from 'cdk8s';
import type { Platform } from '../platform';
import type { RehearsalOptions } from './rehearsal';

export interface LoxiAppProps extends AppProps {
  /**
   * The target of everything in the app.
   * @default Platform.default
   */
  readonly platform?: Platform;
  /**
   * Name of the cluster that the app is for, a DNS label: its tree is `<outdir>/<cluster>/`.
   * @default none: the tree is `<outdir>/`
   */
  readonly cluster?: string;
  /**
   * Write an empty tree if the app has no objects.
   * @default false: an empty result is refused, because Argo CD would prune everything
   */
  readonly allowEmpty?: boolean;
  /**
   * Folder for the files of hosts (`Host`), which are no manifests: their tree is `<hostsOutdir>/<cluster>/`. Written only if there are
   * hosts.
   * @default hosts, beside outdir
   */
  readonly hostsOutdir?: string;
  /**
   * What is done with what the cluster would say of the objects.
   * @default errors stop the synthesis, warnings are printed
   */
  readonly rehearsal?: RehearsalOptions;
  /**
   * File for a page in Markdown that shows the Gateways: a table, and a diagram for each. Written with every synthesis, beside the tree.
   * @default none
   */
  readonly topology?: string;
  /**
   * File into which the platform is written with every synthesis, so that `loxigw check` knows it: `loxigw.yaml`. Apps of one program that name one
   * file stand in it together. One that somebody else wrote is refused.
   * @default none
   */
  readonly platformFile?: string;
}
