import { type FileFormat, isRefusal, type Refusal } from '../../io/index.ts';
import type { AnswerTexts } from './answers.ts';
import { addCounts, addRefusal, emptyCounts, type LabelCounts } from './counts.ts';
import { inOrder } from './in-order.ts';

/** Most rows that one thread gets at once: enough that handing over costs nothing, few enough to share the work evenly. */
export const BATCH_ROWS = 64;
/** Most UTF-16 code units of a batch, so that long posts are shared as evenly as short ones; one post may be longer. */
export const BATCH_LENGTH = 32_768;
/** Milliseconds that a batch of a stream waits for its next row. */
const PATIENCE = 10;

/** What labelling needs of a row. */
export interface TextRow {
  line: number;
  text: string;
}

/** A row with its answer; see `answerWriter`. */
export interface AnsweredRow<Row> {
  row: Row;
  answer: string;
}

/** What became of some rows that follow one another. */
export interface LabelledBatch<Row> {
  /** In input order. */
  items: (AnsweredRow<Row> | Refusal)[];
  counts: LabelCounts;
}

/** How rows are labelled. */
export interface LabelRowsOptions {
  answerTexts: AnswerTexts;
  format: FileFormat;
  /** Batches that may be read and not yet written. */
  window: number;
  /** True for a stream whose writer may wait for answers: a batch then does not wait until it is full. */
  hurry: boolean;
}

/** Labels rows batch by batch and gives them back in order. Rows are read only as fast as batches are taken. */
export async function* labelRows<Row extends TextRow>(
  rows: AsyncIterable<Row | Refusal>,
  { answerTexts, format, window, hurry }: LabelRowsOptions,
): AsyncGenerator<LabelledBatch<Row>> {
  const label = async (batch: readonly (Row | Refusal)[]): Promise<LabelledBatch<Row>> => {
    const texts = batch.flatMap((item) => (isRefusal(item) ? [] : [item.text]));
    const answered = texts.length === 0 ? { answers: [], counts: emptyCounts() } : await answerTexts(texts, format);
    const answers = answered.answers.values();
    const items = batch.map((item): AnsweredRow<Row> | Refusal => {
      if (isRefusal(item)) return item;
      const answer = answers.next().value!;
      return typeof answer === 'string' ? { row: item, answer } : { line: item.line, ...answer };
    });
    const counts = emptyCounts();
    addCounts(counts, answered.counts);
    for (const item of items) if (isRefusal(item)) addRefusal(counts, item);
    return { items, counts };
  };
  yield* inOrder(batches(rows, hurry ? PATIENCE : null), label, window);
}

async function* batches<Row extends TextRow>(
  rows: AsyncIterable<Row | Refusal>,
  patience: number | null,
): AsyncGenerator<(Row | Refusal)[]> {
  const iterator = rows[Symbol.asyncIterator]();
  let batch: (Row | Refusal)[] = [];
  let length = 0;
  for (;;) {
    const reading = iterator.next();
    if (patience !== null && batch.length > 0 && (await isLate(reading, patience))) {
      yield batch;
      batch = [];
      length = 0;
    }
    const { done, value: item } = await reading;
    if (done) break;
    batch.push(item);
    length += isRefusal(item) ? 0 : item.text.length;
    if (batch.length < BATCH_ROWS && length < BATCH_LENGTH) continue;
    yield batch;
    batch = [];
    length = 0;
  }
  if (batch.length > 0) yield batch;
}

async function isLate(work: Promise<unknown>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, milliseconds, true);
  });
  // An error of the work belongs to whoever awaits the work itself.
  const inTime = work.then(
    () => false,
    () => false,
  );
  return Promise.race([inTime, late]).finally(() => clearTimeout(timer));
}
