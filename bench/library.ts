/** The library as it is published: compiled, because tools that compile on the fly add costs of their own. */
const library: typeof import('../src') = require('../lib/src');

export default library;
