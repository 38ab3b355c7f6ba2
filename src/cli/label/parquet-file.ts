import { isRefusal, type Partial, type Refusal, type Row, readRow } from '../../io/index.ts';
import {
  addAnswer,
  emptyResultColumns,
  openParquet,
  PARQUET_MAGIC,
  type ParquetFile,
  type ResultColumns,
  type WrittenGroup,
  writeFooter,
  writeGroup,
} from '../../io/parquet.ts';
import type { Position } from './checkpoint.ts';
import { labelFileRows, type Run, refusalLines, standPart, writing } from './run.ts';

/**
 * Labels a Parquet file into `output`, row group by row group, from where `from` says. A part is a row group of the
 * input, because its columns are copied as they stand there. Refused rows stay, with the code in the column `refused`.
 */
export async function labelParquetFile(run: Run, file: number, from: Position | null, output: Partial): Promise<void> {
  const { textField } = run.options;
  const { input } = run.jobs[file]!;
  const parquet = await openParquet(input, textField);
  try {
    if (from === null) await output.append(PARQUET_MAGIC);
    const groups = groupsOf(run, file);
    let rows = from?.rows ?? 0;
    for (let group = groups.length; group < parquet.metadata.row_groups.length; group += 1) {
      const { results, refusals } = await answerGroup(run, file, parquet, { group, before: rows });
      rows += results.rows;
      await writing(run, async () => {
        const written = await writeGroup(output, parquet, { group, textField, results });
        groups.push(written);
        await standPart(run, output, { file, rows, complete: false, group: written, refusals });
      });
    }
    await output.append(writeFooter(parquet, groups, textField));
    await standPart(run, output, { file, rows, complete: true, refusals: '' });
  } finally {
    await parquet.close();
  }
}

function groupsOf(run: Run, file: number): WrittenGroup[] {
  const positions = run.checkpoint?.earlier ?? [];
  return positions.flatMap((position) => (position.file === file && position.group ? [position.group] : []));
}

async function answerGroup(
  run: Run,
  file: number,
  parquet: ParquetFile,
  { group, before }: { group: number; before: number },
): Promise<{ results: ResultColumns; refusals: string }> {
  const results = emptyResultColumns();
  let refusals = '';
  const share = (): number => Math.round((before + results.rows) * bytesPerRow(parquet));
  for await (const { items } of labelFileRows(run, file, readGroup(parquet, group, before), share)) {
    for (const item of items) {
      addAnswer(results, isRefusal(item) ? { refused: item.code } : { values: JSON.parse(item.answer) });
    }
    refusals += refusalLines(run, file, items.filter(isRefusal));
  }
  return { results, refusals };
}

async function* readGroup(parquet: ParquetFile, group: number, before: number): AsyncGenerator<Row | Refusal> {
  let line = before;
  for await (const texts of parquet.texts(group)) {
    for (const text of texts) {
      line += 1;
      yield readRow(line, () => ({ text, withAnswer: (answer) => answer }));
    }
  }
}

function bytesPerRow({ metadata, size }: ParquetFile): number {
  return size / Math.max(1, Number(metadata.num_rows));
}
