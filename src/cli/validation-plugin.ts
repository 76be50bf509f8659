import { PlatformError } from '../platform';
import type { Finding } from '../rehearsal/finding';
import { Acknowledgements } from './acknowledgements';
import type { InputError } from './input/input-error';
import { type RehearsedFiles, rehearseFiles } from './input/rehearsed-files';

/** What this plugin needs of the context that `cdk8s synth` gives (cdk8s-cli, `ValidationContext`). */
export interface ValidationContext {
  /** Paths of the manifests. */
  readonly manifests: readonly string[];
  readonly report: {
    addViolation(violation: {
      readonly ruleName: string;
      readonly recommendation: string;
      readonly fix: string;
      readonly violatingResources: readonly {
        readonly resourceName: string;
        readonly locations: readonly string[];
        readonly manifestPath: string;
      }[];
    }): void;
    submit(status: 'success' | 'failure'): void;
  };
}

/** `properties` of the plugin in cdk8s.yaml. */
export interface ManifestValidationProps {
  /** Platform file. @default a loxigw.yaml in the working folder or above, else the default platform */
  readonly platform?: string;
}

/**
 * A validation plugin for `cdk8s synth`, for apps of any kind: what the cluster would refuse, ignore or lose fails the command. LoxiApp does
 * the same by itself, and before anything is written.
 *
 * @example
 * # cdk8s.yaml
 * validations:
 *   - package: ./node_modules/cdk8s-loxi-gateway
 *     version: 0.1.0
 *     class: ManifestValidation
 */
export class ManifestValidation {
  constructor(private readonly props: ManifestValidationProps = {}) {}

  /** Called by the CLI. Input that cannot be read is a violation too. */
  async validate({ manifests, report }: ValidationContext): Promise<void> {
    const unreadable: InputError[] = [];
    let failed = false;
    let rehearsed: readonly RehearsedFiles[] = [];
    try {
      const files = rehearseFiles(manifests, this.props.platform);
      ({ rehearsed } = files);
      unreadable.push(...files.errors);
    } catch (error) {
      if (!(error instanceof PlatformError)) throw error;
      unreadable.push({ file: '', message: error.message });
    }
    const acknowledgements = new Acknowledgements();
    for (const { entry, manifests: read, rehearsal } of rehearsed) {
      const files = new Map(read.map(({ manifest, file }) => [manifest, file]));
      for (const finding of rehearsal.findings) {
        if (finding.severity === 'info' || acknowledgements.accepts(finding, entry)) continue;
        failed ||= finding.severity === 'error';
        const manifest = rehearsal.manifestOf(finding);
        report.addViolation(violationOf(finding, (manifest && files.get(manifest)) ?? ''));
      }
    }
    for (const { file, message } of unreadable) {
      failed = true;
      report.addViolation({
        ruleName: 'unreadable',
        recommendation: message,
        fix: 'Look at the program that wrote it.',
        violatingResources: [{ resourceName: '', locations: [], manifestPath: file }],
      });
    }
    report.submit(failed ? 'failure' : 'success');
  }
}

function violationOf(
  { rule, message, cure, path, resource }: Finding,
  manifestPath: string,
): Parameters<ValidationContext['report']['addViolation']>[0] {
  return {
    ruleName: rule,
    recommendation: message,
    fix: cure,
    violatingResources: [{ resourceName: resource.name, locations: [path], manifestPath }],
  };
}
