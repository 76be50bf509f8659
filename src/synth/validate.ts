import type { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { messageOf } from './caught';
import { SynthError } from './synth-error';

/** Calls every validation once. @throws SynthError with all their messages, worded as by the stock `App` */
export function validate(constructs: readonly IConstruct[]): void {
  const errors: string[] = [];
  for (const construct of constructs) {
    for (const error of messagesOf(construct)) errors.push(`[${construct.node.path}] ${error}`);
  }
  if (errors.length > 0) throw new SynthError(`Validation failed with the following errors:\n  ${errors.join('\n  ')}`);
}

/** A validation should return messages. One that throws has its message listed with the others, and its construct named. */
function messagesOf(construct: IConstruct): string[] {
  try {
    return construct.node.validate();
  } catch (error) {
    return [messageOf(error)];
  }
}

/**
 * Objects are rendered one by one, not chart by chart.
 * @throws SynthError for a chart with a `toJson()` of its own, which would not be called
 */
export function checkToJson(chart: Chart): void {
  let own = 0;
  for (let type: unknown = chart; typeof type === 'object' && type !== null; type = Object.getPrototypeOf(type)) {
    if (Object.hasOwn(type, 'toJson')) own++;
  }
  if (own > 1) {
    throw new SynthError(
      `[${chart.node.path}] overrides toJson(), which LoxiApp does not call for charts. Give the objects JSON patches, or a toJson() of their own; or use the stock App.`,
    );
  }
}
