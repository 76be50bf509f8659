import { checkInteger, checkOneOf, checkPort } from '../resource/checks';
import type { Field } from '../resource/field';
import type { AnnotationWriter } from './annotation-writer';
import type { LoxilbProbe } from './service-options';
import { checkSeconds } from './timeout';

const TYPES = ['none', 'ping', 'tcp', 'udp'] as const;

/** What a probe of each type takes beside it. */
const MEMBERS: Readonly<Record<LoxilbProbe['type'], readonly string[]>> = {
  none: [],
  ping: ['timeout', 'retries'],
  tcp: ['port', 'timeout', 'retries', 'request', 'response'],
  udp: ['port', 'timeout', 'retries', 'request', 'response'],
};

/**
 * Writes the annotations of a probe.
 * @throws InvalidFieldError for what LoxiLB would refuse forever (loxilb v0.9.8.8, pkg/loxinet/rules.go)
 */
export function writeProbe(field: Field, probe: LoxilbProbe | undefined, writer: AnnotationWriter): void {
  if (probe === undefined) return;
  if (typeof probe !== 'object' || probe === null) field.fail(probe, 'is no probe', 'Write { type: "ping" }.');
  checkType(field.at('type'), probe.type);
  checkMembers(field, probe);
  writer.set(field.at('type'), 'probetype', probe.type);
  if (probe.type === 'tcp' || probe.type === 'udp') {
    const { port, request, response } = probe;
    if (port === undefined) missingPort(field.at('port'), probe.type);
    checkPort(field.at('port'), port);
    writer.set(field.at('port'), 'probeport', String(port));
    writer.set(field.at('request'), 'probereq', request);
    writer.set(field.at('response'), 'proberesp', response);
  }
  if (probe.type === 'none') return;
  const { timeout, retries } = probe;
  if (timeout !== undefined) checkSeconds(field.at('timeout'), timeout);
  if (retries !== undefined) checkInteger(field.at('retries'), retries, 0, 100);
  writer.set(field.at('timeout'), 'probetimeout', timeout === undefined ? undefined : String(timeout));
  writer.set(field.at('retries'), 'proberetries', retries === undefined ? undefined : String(retries));
}

function checkType(field: Field, type: string): void {
  if (type === 'http' || type === 'https') {
    field.fail(
      type,
      'is refused: LoxiLB has no http and https probes, though kube-loxilb takes the words',
      'Use "tcp" with the port, or "ping".',
    );
  }
  if (type === 'sctp') {
    field.fail(
      type,
      'is refused: kube-loxilb takes no such word, though its README has it',
      'Leave probe out for SCTP: its probes are implied by the mode.',
    );
  }
  checkOneOf(field, type, TYPES, 'a probe type of LoxiLB');
}

function checkMembers(field: Field, probe: LoxilbProbe): void {
  const members = MEMBERS[probe.type];
  for (const [key, value] of Object.entries(probe)) {
    if (key === 'type' || value === undefined || members.includes(key)) continue;
    if (key === 'port') {
      field.at(key).fail(value, `is given, and LoxiLB refuses a port with probe type ${probe.type}`, 'Leave it out.');
    }
    const taken = members.length === 0 ? 'nothing else' : members.join(', ');
    field.at(key).fail(value, `is given, and a probe of type ${probe.type} takes ${taken}`, 'Leave it out.');
  }
}

function missingPort(field: Field, type: string): never {
  field.fail(
    undefined,
    `is missing, and LoxiLB refuses a ${type} probe without`,
    'Give the port to probe, 1 to 65535; for a gateway it is one of the node.',
  );
}
