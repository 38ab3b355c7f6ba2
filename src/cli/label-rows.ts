import type { Classifier } from '../classifier.ts';
import { isRefusal, type Refusal, type Row } from '../io/index.ts';
import type { Classification } from '../result.ts';

/** Rows that are held and classified together: enough to fill the model, few enough to forget. */
export const BATCH_ROWS = 64;

/** What became of up to {@link BATCH_ROWS} rows; each list is in input order. */
export interface LabelledBatch {
  labelled: { row: Row; result: Classification }[];
  refused: Refusal[];
}

/** Classifies rows batch by batch. The next rows are read only when a batch has been taken. */
export async function* labelRows(
  rows: AsyncIterable<Row | Refusal>,
  classifier: Pick<Classifier, 'classifyBatch'>,
): AsyncGenerator<LabelledBatch> {
  let waiting: Row[] = [];
  let refused: Refusal[] = [];
  for await (const item of rows) {
    if (isRefusal(item)) refused.push(item);
    else waiting.push(item);
    if (waiting.length + refused.length < BATCH_ROWS) continue;
    yield { labelled: await classifyRows(waiting, classifier), refused };
    waiting = [];
    refused = [];
  }
  if (waiting.length + refused.length > 0) yield { labelled: await classifyRows(waiting, classifier), refused };
}

async function classifyRows(
  rows: readonly Row[],
  classifier: Pick<Classifier, 'classifyBatch'>,
): Promise<LabelledBatch['labelled']> {
  if (rows.length === 0) return [];
  const results = await classifier.classifyBatch(rows.map((row) => row.text));
  return rows.map((row, index) => ({ row, result: results[index]! }));
}
