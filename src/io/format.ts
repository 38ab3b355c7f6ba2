import { extname } from 'node:path';
import { readCsv } from './csv.ts';
import { readJsonl } from './jsonl.ts';
import type { Table } from './rows.ts';

/** File formats that can be read and written. */
export const FORMATS = ['jsonl', 'csv'] as const;

/** A file format; output has the format of its input. */
export type Format = (typeof FORMATS)[number];

const EXTENSIONS: Readonly<Record<string, Format>> = { '.jsonl': 'jsonl', '.ndjson': 'jsonl', '.csv': 'csv' };

/** The format that the ending of `path` names, or null. */
export function formatOf(path: string): Format | null {
  return EXTENSIONS[extname(path).toLowerCase()] ?? null;
}

/**
 * Reads the rows of an input.
 *
 * @throws {CoinscreenError} for an input that cannot be read as a whole; see {@link readCsv}
 */
export async function readTable(chunks: AsyncIterable<Uint8Array>, format: Format, textField: string): Promise<Table> {
  return format === 'csv' ? readCsv(chunks, textField) : readJsonl(chunks, textField);
}
