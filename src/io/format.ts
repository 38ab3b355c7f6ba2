import { extname } from 'node:path';
import type { Classification } from '../result.ts';
import { compressionOf } from './compression.ts';
import type { Delimiter } from './csv-records.ts';
import { flatten } from './flat-columns.ts';
import { readJsonl } from './jsonl.ts';
import type { Table } from './rows.ts';

/** A format of text; output has the format of its input. */
export type Format = 'jsonl' | 'csv' | 'tsv';

/** Formats of files that can be labelled. */
export const FILE_FORMATS = ['jsonl', 'csv', 'tsv', 'parquet'] as const;

/** A format of a file that can be labelled. */
export type FileFormat = (typeof FILE_FORMATS)[number];

const EXTENSIONS: Readonly<Record<string, FileFormat>> = {
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.csv': 'csv',
  '.tsv': 'tsv',
  '.parquet': 'parquet',
};

/** The format that the ending of `path` names, before .gz or .zst, or null. */
export function fileFormatOf(path: string): FileFormat | null {
  const compression = compressionOf(path);
  const plain = compression === null ? path : path.slice(0, -extname(path).length);
  const format = EXTENSIONS[extname(plain).toLowerCase()] ?? null;
  return format === 'parquet' && compression !== null ? null : format;
}

/** What stands between the fields of a format that has columns. */
export function delimiterOf(format: 'csv' | 'tsv'): Delimiter {
  return format === 'csv' ? ',' : '\t';
}

/**
 * Reads the rows of an input.
 *
 * @throws {CoinscreenError} for an input that cannot be read as a whole; see `readCsv` in csv.ts
 */
export async function readTable(chunks: AsyncIterable<Uint8Array>, format: Format, textField: string): Promise<Table> {
  if (format === 'jsonl') return readJsonl(chunks, textField);
  const { readCsv } = await import('./csv.ts');
  return readCsv(chunks, textField, delimiterOf(format));
}

/** What a row of a format takes as its answer; for Parquet the flat values as JSON. */
type WriteAnswer = (result: Classification) => string;

/** Gives the writer of answers in `format`. What CSV needs is loaded for CSV alone: every thread would hold it. */
export async function answerWriter(format: FileFormat): Promise<WriteAnswer> {
  if (format === 'jsonl') return (result) => JSON.stringify(result);
  if (format === 'parquet') return (result) => JSON.stringify(flatten(result));
  const { csvAnswer } = await import('./csv.ts');
  return (result) => csvAnswer(result, delimiterOf(format));
}
