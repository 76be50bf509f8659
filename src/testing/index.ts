export { expect, RehearsalExpectation, RequestExpectation } from './expect';
export { rehearsalOf, rehearsalOfFiles } from './rehearsal-of';
