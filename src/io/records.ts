import { CoinscreenError } from '../errors.ts';
import { type CsvRecord, type Delimiter, readCsvRecords } from './csv-records.ts';
import { delimiterOf, type FileFormat } from './format.ts';
import { parseObject } from './jsonl.ts';
import { type Line, readLines } from './lines.ts';
import { isRefusal, type Refusal } from './rows.ts';

const BYTE_ORDER_MARK = /^\uFEFF/;

/** One record with all its fields, as they were written: JSON values, or the strings of CSV columns. */
export interface FieldRow {
  /** Line of the input on which the record begins, from 1; in Parquet the row. */
  line: number;
  fields: Record<string, unknown>;
}

/**
 * Reads whole records, for files in which every row counts: the first broken one ends the reading.
 *
 * @throws {CoinscreenError} RECORD_INVALID with the line; INPUT_UNREADABLE
 */
export async function* readRecords(chunks: AsyncIterable<Uint8Array>, format: FileFormat): AsyncGenerator<FieldRow> {
  if (format === 'jsonl') yield* readJsonFields(chunks);
  else if (format === 'parquet') yield* (await import('./parquet-records.ts')).readParquetFields(chunks);
  else yield* readCsvFields(chunks, delimiterOf(format));
}

async function* readJsonFields(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<FieldRow> {
  for await (const item of readLines(chunks)) {
    const { line, text } = accepted<Line>(item);
    const source = text.replace(BYTE_ORDER_MARK, '').trim();
    if (source !== '') yield { line, fields: atLine(line, () => parseObject(source)) };
  }
}

async function* readCsvFields(chunks: AsyncIterable<Uint8Array>, delimiter: Delimiter): AsyncGenerator<FieldRow> {
  const { parseFields } = await import('./csv.ts');
  let columns: string[] | null = null;
  for await (const item of readCsvRecords(chunks, delimiter)) {
    const { line, source } = accepted<CsvRecord>(item);
    if (source === '') continue;
    const fields = atLine(line, () =>
      parseFields(columns === null ? source.replace(BYTE_ORDER_MARK, '') : source, delimiter),
    );
    if (columns === null) columns = fields;
    else yield { line, fields: atLine(line, () => pair(columns!, fields)) };
  }
}

function pair(columns: readonly string[], fields: readonly string[]): Record<string, string> {
  if (fields.length !== columns.length) {
    throw new CoinscreenError(
      'RECORD_INVALID',
      `found ${fields.length} fields, expected ${columns.length} as in the header`,
    );
  }
  return Object.fromEntries(columns.map((column, index) => [column, fields[index]!]));
}

function accepted<Item extends object>(item: Item | Refusal): Item {
  if (isRefusal(item)) throw new CoinscreenError(item.code, `line ${item.line}: ${item.message}`);
  return item;
}

function atLine<Result>(line: number, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof CoinscreenError)) throw error;
    throw new CoinscreenError(error.code, `line ${line}: ${error.message}`, { cause: error });
  }
}
