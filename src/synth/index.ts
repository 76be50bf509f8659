export { acknowledge } from './acknowledge';
export { Fleet, type FleetCluster, type FleetProps } from './fleet';
export { LoxiApp, type LoxiAppProps, type PreparedSynth } from './loxi-app';
export { type RehearsalOptions, rehearse } from './rehearsal';
export type { RenderedObject } from './rendered-object';
export { SynthError } from './synth-error';
