import { parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { CoinscreenError } from '../errors.ts';
import type { FieldRow } from './records.ts';

/**
 * Reads whole rows of a Parquet file, for labelled files and predictions, which fit into memory; {@link openParquet} is for
 * files of any size.
 *
 * @throws {CoinscreenError} INPUT_UNREADABLE
 */
export async function* readParquetFields(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<FieldRow> {
  const pieces: Uint8Array[] = [];
  for await (const chunk of chunks) pieces.push(chunk);
  let rows: Record<string, unknown>[];
  try {
    rows = await parquetReadObjects({ file: new Uint8Array(Buffer.concat(pieces)).buffer, compressors });
  } catch (error) {
    const message = 'cannot read the file as Parquet; it is damaged or of another kind: write it again';
    throw new CoinscreenError('INPUT_UNREADABLE', message, { cause: error });
  }
  for (const [index, row] of rows.entries()) {
    const filled = Object.entries(row).filter(([, value]) => value !== null && value !== undefined);
    yield { line: index + 1, fields: Object.fromEntries(filled.map(([name, value]) => [name, asJson(value)])) };
  }
}

/** Whole numbers and times as JSON has them. */
function asJson(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  return value instanceof Date ? value.toISOString() : value;
}
