import { resolve } from 'node:path';

/** The compiled library, as users run it. Typed by its source: it need not exist when types are checked. */
const library: typeof import('../src') = require(resolve(__dirname, '../lib/src'));

export default library;

const { admit }: typeof import('../src/rehearsal/admission/admission') = require(
  resolve(__dirname, '../lib/src/rehearsal/admission/admission'),
);

export { admit };
