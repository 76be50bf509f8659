import type { Rule } from './rule';

export const unusedAcknowledgement: Rule = {
  id: 'acknowledgement/unused',
  severity: 'warning',
  title: 'An acknowledgement accepts nothing',
  why: 'The annotation cdk8s-loxi-gateway/acknowledge of an object has a line for a rule that finds nothing there, that does not exist, or for which no reason is given. Left in place it would hide a later finding that nobody has looked at.',
  cure: 'Remove the line, or write "<rule id>: <reason>", a line for each rule.',
  source: 'src/rehearsal/acknowledgement.ts',
};
