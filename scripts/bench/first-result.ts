import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { MAIN } from './label-run.ts';
import { quantile } from './machine.ts';

const STARTS = 5;

/** Seconds from the start of the process to its first answer. */
async function firstResult(): Promise<number> {
  const started = performance.now();
  const child = spawn(process.execPath, [MAIN, 'label', '-', '--workers', '1'], { stdio: ['pipe', 'pipe', 'ignore'] });
  child.stdin.end('{"text":"高价收U，秒到账"}\n');
  const [line] = await once(child.stdout, 'data');
  const seconds = (performance.now() - started) / 1000;
  if (JSON.parse(String(line)).result.verdict === undefined) throw new Error('no verdict');
  await once(child, 'close');
  return seconds;
}

/** Lets Linux forget the files that it keeps in memory; only root may. */
function forgetFiles(): boolean {
  try {
    execFileSync('sync');
    writeFileSync('/proc/sys/vm/drop_caches', '3');
    return true;
  } catch {
    return false;
  }
}

async function median(prepare: () => boolean) {
  const all: number[] = [];
  for (let start = 0; start < STARTS; start += 1) {
    if (!prepare()) return 'not measured: /proc/sys/vm/drop_caches cannot be written here, which needs root on Linux';
    all.push(await firstResult());
  }
  return { median: quantile(all, 0.5), all };
}

/**
 * Seconds to the first result with the files in memory, and without. Node.js itself stays in memory, for it runs the
 * bench; below a virtual machine its host may remember the files too.
 */
export async function firstResultSeconds() {
  await firstResult();
  return { warm: await median(() => true), cold: await median(forgetFiles) };
}
