import { readFileSync } from 'node:fs';

/**
 * Most memory that this process has held, in millions of bytes. Linux is asked for its own count: that of `getrusage`
 * outlives `exec`, so it begins with the memory of whoever started the program.
 */
export function peakMegabytes(): number {
  const kilobytes = process.platform === 'linux' ? ownPeak() : null;
  return Math.round(((kilobytes ?? process.resourceUsage().maxRSS) * 1024) / 1e6);
}

function ownPeak(): number | null {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))![1]);
  } catch {
    return null;
  }
}
