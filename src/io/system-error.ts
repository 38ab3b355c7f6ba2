/** The code of a Node.js system error, such as `ENOENT`. */
export function systemErrorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}

/** Whether `error` comes from the operating system. */
export function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
