import { extname } from 'node:path';
import type { Classification } from '../result.ts';
import { compressionOf } from './compression.ts';
import { csvAnswer, readCsv } from './csv.ts';
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
 * @throws {CoinscreenError} for an input that cannot be read as a whole; see {@link readCsv}
 */
export async function readTable(chunks: AsyncIterable<Uint8Array>, format: Format, textField: string): Promise<Table> {
  return format === 'jsonl' ? readJsonl(chunks, textField) : readCsv(chunks, textField, delimiterOf(format));
}

/** What a row of `format` takes as its answer; for Parquet the flat values as JSON. */
export function writeAnswer(result: Classification, format: FileFormat): string {
  if (format === 'jsonl') return JSON.stringify(result);
  return format === 'parquet' ? JSON.stringify(flatten(result)) : csvAnswer(result, delimiterOf(format));
}
