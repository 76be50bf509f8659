export { acknowledge } from './acknowledge';
export { Fleet, type FleetCluster, type FleetProps } from './fleet';
export { LoxiApp, type PreparedSynth } from './loxi-app';
export type { LoxiAppProps } from './loxi-app-props';
export { type RehearsalOptions, rehearse } from './rehearsal';
export type { RenderedObject } from './rendered-object';
export type { Staged } from './staged';
export { SynthError } from './synth-error';
