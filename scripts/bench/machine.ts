import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { packageVersion } from '../../src/files.ts';

/** What figures of speed depend on beside the code. `load` says how busy others kept the machine just before. */
export function machine() {
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryGigabytes: Math.round(totalmem() / 1e9),
    system: `${platform()} ${release()}`,
    node: process.version,
    coinscreen: packageVersion(),
    load: loadavg()[0],
  };
}

/** Writes figures to `scripts/bench/results/NAME.json`, with the machine's description. */
export function writeResults(name: string, before: ReturnType<typeof machine>, figures: object): string {
  const folder = join(import.meta.dirname, 'results');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.json`);
  writeFileSync(path, `${JSON.stringify({ machine: before, ...figures }, null, 2)}\n`);
  return path;
}

/** The value below which `share` of the numbers lie. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}
