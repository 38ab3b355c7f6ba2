import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { Position } from '../../src/cli/label/checkpoint.ts';
import type { LabelSummary } from '../../src/cli/label/summary.ts';
import { PACKAGE_ROOT } from '../../src/files.ts';
import { type Memory, memoryOf, readOrNull } from './process.ts';

/** The built program. */
export const MAIN: string = join(PACKAGE_ROOT, 'dist', 'cli', 'main.js');

/** Rows after which memory is read for the first time; also the rows of a row group, with which a part ends. */
const EARLY_ROWS = 10_000;
const SAMPLE_MS = 100;

/** What a run took. */
export interface LabelRun
  extends Pick<LabelSummary, 'rows' | 'seconds' | 'postsPerSecond' | 'readers' | 'stages' | 'workers'> {
  cacheRate: number | null;
  peakMegabytes: number;
  /** Null for runs that end before there is something to compare. */
  megabytes: { at10000Rows: Memory; atEnd: Memory; more: Memory } | null;
}

/** Runs `label` from Parquet to Parquet over the texts; every row must have come out. */
export async function label(texts: readonly string[], ...options: string[]): Promise<LabelRun> {
  const folder = mkdtempSync(join(tmpdir(), 'coinscreen-bench-'));
  try {
    const [input, output, summaryFile] = ['in.parquet', 'out.parquet', 'summary.json'].map((name) =>
      join(folder, name),
    );
    const columnData = [{ name: 'text', data: [...texts], type: 'STRING' as const }];
    writeFileSync(input!, Buffer.from(parquetWriteBuffer({ columnData, rowGroupSize: EARLY_ROWS })));
    const args = [MAIN, 'label', input!, '-o', output!, '--summary', summaryFile!, ...options];
    const megabytes = await watch(args, `${output}.checkpoint`, texts.length);
    const summary = JSON.parse(readFileSync(summaryFile!, 'utf8')) as LabelSummary;
    if (summary.labelled !== texts.length) throw new Error(`labelled ${summary.labelled} of ${texts.length}`);
    const { rows, seconds, postsPerSecond, readers, stages, workers, cache, peakMegabytes } = summary;
    return { rows, seconds, postsPerSecond, readers, cacheRate: cache.rate, stages, workers, peakMegabytes, megabytes };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs the program to its end and reads its memory on the way: how far it is stands in its checkpoint. */
async function watch(args: readonly string[], checkpoint: string, rows: number): Promise<LabelRun['megabytes']> {
  const child = spawn(process.execPath, args, { stdio: 'ignore' });
  let early: Memory | null = null;
  let last: Memory | null = null;
  const timer = setInterval(() => {
    // It stands as long as rows are labelled; then the threads end, and their memory goes.
    if (!existsSync(checkpoint)) return;
    last = memoryOf(child.pid!) ?? last;
    if (early === null && rowsDone(checkpoint) >= EARLY_ROWS) early = last;
  }, SAMPLE_MS);
  const [code] = await once(child, 'close');
  clearInterval(timer);
  if (code !== 0) throw new Error(`label ended with ${code}`);
  return rows > EARLY_ROWS && early !== null && last !== null ? compare(early, last) : null;
}

function rowsDone(checkpoint: string): number {
  // After the first line, which names the run, each is a position; the last may be half written. It goes when the run ends.
  const positions = (readOrNull(checkpoint) ?? '').split('\n').slice(1, -1);
  return positions.length === 0 ? 0 : (JSON.parse(positions.at(-1)!) as Position).rows;
}

/** `more` is a share: 0.1 for ten per cent more at the end. */
function compare(early: Memory, last: Memory): NonNullable<LabelRun['megabytes']> {
  const more = { now: last.now / early.now - 1, peak: last.peak / early.peak - 1 };
  return { at10000Rows: early, atEnd: last, more };
}
