import { readFileSync } from 'node:fs';

const TICKS_A_SECOND = 100;

/** Memory of a process in millions of bytes, from Linux: what it holds now, and the most that it has held. */
export interface Memory {
  now: number;
  peak: number;
}

/** Null when the process has ended. */
export function memoryOf(pid: number): Memory | null {
  const status = readOrNull(`/proc/${pid}/status`);
  const megabytes = (field: string) => Number(status?.match(`${field}:\\s+(\\d+) kB`)?.[1]) * 1024e-6;
  // A process that has ended and was not waited for has no memory.
  return status?.includes('VmRSS') ? { now: megabytes('VmRSS'), peak: megabytes('VmHWM') } : null;
}

/** Processor seconds that a running process has used, from Linux. */
export function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}

/** Null when there is no such file, or no longer. */
export function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
