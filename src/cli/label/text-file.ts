import {
  type Compression,
  compress,
  compressionOf,
  type Format,
  isRefusal,
  openInput,
  type Partial,
  type Refusal,
  type Row,
  readTable,
} from '../../io/index.ts';
import type { Position } from './checkpoint.ts';
import type { LabelledBatch } from './rows.ts';
import { labelFileRows, type Run, refusalLines, standPart, writing } from './run.ts';

/** UTF-16 code units after which a part ends even if it has few rows; it bounds the memory that long rows take. */
const PART_LENGTH = 4 * 1024 * 1024;

/** Rows that were labelled and not yet written. */
interface Waiting {
  rows: number;
  length: number;
  output: string[];
  refusals: string[];
}

/**
 * Labels a JSONL, CSV or TSV file into `output`, part by part, from where `from` says. Where a part ends depends on the
 * rows alone, so that a run that was stopped packs the same bytes into the same members.
 */
export async function labelTextFile(run: Run, file: number, from: Position | null, output: Partial): Promise<void> {
  const job = run.jobs[file]!;
  const input = await openInput(job.input, run.io.stdin);
  const table = await readTable(input.chunks, job.format as Format, run.options.textField);
  const compression = job.output === '-' ? null : compressionOf(job.output);
  // Whoever reads a pipe waits for every row.
  const partRows = job.output === '-' ? 1 : run.options.partRows;
  let rows = from?.rows ?? 0;
  let waiting = nothing();
  if (rows === 0) waiting.output.push(table.header);

  const write = (complete: boolean): Promise<void> =>
    writing(run, async () => {
      await output.append(await packed(waiting.output.join(''), compression, output.bytes() === 0));
      rows += waiting.rows;
      await standPart(run, output, { file, rows, complete, refusals: waiting.refusals.join('') });
      waiting = nothing();
    });
  for await (const batch of labelFileRows(run, file, skip(table.rows, rows), input.bytesRead)) {
    keep(run, file, waiting, batch);
    if (waiting.rows >= partRows || waiting.length >= PART_LENGTH) await write(false);
  }
  await write(true);
}

function nothing(): Waiting {
  return { rows: 0, length: 0, output: [], refusals: [] };
}

function keep(run: Run, file: number, waiting: Waiting, { items }: LabelledBatch<Row>): void {
  const refused = items.filter(isRefusal);
  // A pipe gives one line for every line that it takes, so that its user can tell which answer is whose.
  const echo = run.jobs[file]!.output === '-' && run.jobs[file]!.format === 'jsonl' && run.errors === null;
  for (const item of items) {
    const refusal = isRefusal(item);
    if (refusal && !echo) continue;
    const record = refusal ? `${JSON.stringify({ error: item })}\n` : item.row.withAnswer(item.answer);
    waiting.output.push(record);
    waiting.length += record.length;
  }
  waiting.refusals.push(refusalLines(run, file, refused));
  waiting.rows += items.length;
}

async function* skip(rows: AsyncIterable<Row | Refusal>, count: number): AsyncGenerator<Row | Refusal> {
  let left = count;
  for await (const row of rows) {
    if (left === 0) yield row;
    else left -= 1;
  }
}

/** An empty file that is packed still needs one member. */
async function packed(text: string, compression: Compression | null, first: boolean): Promise<Uint8Array> {
  const bytes = Buffer.from(text);
  return compression === null || (text === '' && !first) ? bytes : compress(bytes, compression);
}
