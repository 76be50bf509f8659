export { NewFilesError, writeNewFiles } from './new-files';
export { type CiSystem, type ProjectOptions, projectFiles } from './project-files';
export { type StarterOptions, starterFiles } from './starter-files';
