import { resolve } from 'node:path';

/** The compiled library, as users run it. Typed by its source: it need not exist when types are checked. */
const library: typeof import('../src') = require(resolve(__dirname, '../lib/src'));

export default library;

const { admit }: typeof import('../src/rehearsal/admission/admission') = require(
  resolve(__dirname, '../lib/src/rehearsal/admission/admission'),
);

export { admit };

// What the library loads when it is first needed is loaded before the clock starts, as all of cdk8s is: tsx, by which this
// program runs, takes longer to load a file than Node does.
require(resolve(__dirname, '../lib/src/rehearsal/admission/cel/compiled-rules'));
