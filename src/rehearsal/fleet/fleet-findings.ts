import { acceptedBy } from '../acknowledgement';
import type { Finding } from '../finding';
import { type Manifest, referenceTo } from '../manifest';
import { RULES } from '../rules';
import type { FleetMember } from './fleet-member';

/** A finding between clusters, with the cluster and the manifest that it stands at. */
export interface FleetFinding {
  readonly member: FleetMember;
  readonly manifest: Manifest;
  readonly finding: Finding;
}

/**
 * What clusters have between them that only one should have: VIPs, pools, hosts of LoxiLB, hostnames. What an object accepts by its
 * annotation is left out.
 * @param members in an order that stays: of two, the later has the finding
 */
export function fleetFindings(members: readonly FleetMember[]): readonly FleetFinding[] {
  if (members.length < 2) return [];
  return RULES.flatMap(({ id, severity, cure, fleet }) =>
    (fleet?.(members) ?? []).flatMap(({ member, object, path, message, ...own }): FleetFinding[] => {
      const manifest = member.rehearsal.cluster.givenAs.get(object) ?? object;
      if (acceptedBy(manifest).has(id)) return [];
      const finding = { rule: id, severity, resource: referenceTo(object), path, message, cure, ...own };
      return [{ member, manifest, finding }];
    }),
  );
}
