import type { Acknowledgement } from '../platform';
import { isFor, isOfChange } from '../rehearsal/acknowledgement';
import { fleetFindings } from '../rehearsal/fleet/fleet-findings';
import { titleOf } from '../rehearsal/manifest';
import { tryRule } from '../rehearsal/rules';
import type { PreparedSynth } from './loxi-app';
import { refuseNoRule } from './rehearsal';
import { SynthError } from './synth-error';

/** What is looked at between the clusters of a fleet, and what of it is accepted. */
export class FleetReview {
  /** @throws SynthError for an acknowledgement that has no reason, or is of a rule of one cluster */
  constructor(private readonly acknowledge: readonly Acknowledgement[]) {
    for (const each of acknowledge) {
      const { rule, reason } = each;
      refuseNoRule('acknowledge', rule);
      if (!tryRule(rule)?.fleet && !isOfChange(each)) {
        throw new SynthError(
          `acknowledge: ${rule} is no rule between clusters, and none of a change. Accept it by rehearsal.acknowledge, or by acknowledge() at the object.`,
        );
      }
      if (reason.trim() === '') throw new SynthError(`acknowledge: that of ${rule} has no reason. Say why it is fine.`);
    }
  }

  /** What is found between the clusters, each with the name of the one that it stands at. */
  between(prepared: ReadonlyMap<string, PreparedSynth>): {
    readonly errors: readonly string[];
    readonly warnings: readonly string[];
  } {
    const members = [...prepared].flatMap(([name, { rehearsals }]) =>
      rehearsals.map((rehearsal) => ({ name, rehearsal })),
    );
    const errors: string[] = [];
    const warnings: string[] = [];
    const used = new Set<Acknowledgement>();
    for (const { member, finding } of fleetFindings(members)) {
      const accepted = this.acknowledge.filter((each) => isFor(each, finding.rule, titleOf(finding.resource)));
      for (const each of accepted) used.add(each);
      if (accepted.length > 0) continue;
      const { rule, severity, path, message, cure } = finding;
      const text = `${member.name}: ${titleOf(finding.resource)} ${path === '' ? '' : `${path}: `}${message} (${rule}). ${cure}`;
      if (severity === 'error') errors.push(text);
      else if (severity === 'warning') warnings.push(text);
    }
    // With one cluster alone nothing is between.
    const unused = members.length < 2 ? [] : this.acknowledge.filter((each) => !used.has(each) && !isOfChange(each));
    for (const { rule, resource } of unused) {
      const where = resource === undefined ? '' : ` for ${resource}`;
      warnings.push(`acknowledge: that of ${rule}${where} fits no finding. Remove it, or correct it.`);
    }
    return { errors, warnings };
  }
}
