export { acknowledge } from './acknowledge';
export { LoxiApp, type LoxiAppProps } from './loxi-app';
export { type RehearsalOptions, rehearse } from './rehearsal';
export type { RenderedObject } from './rendered-object';
export { SynthError } from './synth-error';
