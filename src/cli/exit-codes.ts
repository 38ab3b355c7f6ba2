/** How the program ends. `brokenPipe` and `interrupted` are what a shell reports for SIGPIPE and SIGINT. */
export const EXIT = { done: 0, failed: 1, usage: 2, refused: 3, interrupted: 130, brokenPipe: 141 } as const;

/** An exit code of the program. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
