/** 0 fine, 1 errors were found, 2 bad usage or unreadable input. */
export type ExitCode = 0 | 1 | 2;
