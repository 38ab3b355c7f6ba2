import { createHash, type Hash } from 'node:crypto';
import { basename } from 'node:path';
import { type GoldRow, readGold, valuesIn } from '../evaluate/index.ts';
import { openInput, readRecords } from '../io/index.ts';
import type { GoldOptions } from './gold-options.ts';
import type { Io } from './io.ts';

/** A labelled file as it was read. */
export interface GoldFile {
  file: string;
  sha256: string;
  /** The rows that count. */
  rows: GoldRow[];
  /** Rows left out by `--where`, and then those left out as uncertain. */
  leftOut: { filtered: number; uncertain: number };
}

/** Reads the labelled file, and which rows of it count. */
export async function readGoldFile(options: GoldOptions, io: Io): Promise<GoldFile> {
  const input = await openInput(options.gold, io.stdin);
  const hash = createHash('sha256');
  const rows: GoldRow[] = [];
  const leftOut = { filtered: 0, uncertain: 0 };
  for await (const { line, fields } of readRecords(hashed(input.chunks, hash), options.format)) {
    const row = readGold(line, fields, options.textField);
    if (!options.where.every(({ field, value }) => valuesIn(row, field).includes(value))) leftOut.filtered += 1;
    else if (row.uncertain && !options.uncertain) leftOut.uncertain += 1;
    else rows.push(row);
  }
  return { file: basename(options.gold), sha256: hash.digest('hex'), rows, leftOut };
}

/** The chunks, put into `hash` as they pass. */
export async function* hashed(chunks: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}
