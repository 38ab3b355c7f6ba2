import { open } from 'node:fs/promises';
import { type AsyncBuffer, type FileMetaData, parquetMetadataAsync, parquetRead, type RowGroup } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { CoinscreenError } from '../errors.ts';
import { listNames } from './names.ts';
import { systemErrorCode } from './system-error.ts';

/** Texts decoded at once; the packed column of a row group is held meanwhile. */
const ROWS_AT_ONCE = 10_000;

/** An open Parquet file. */
export interface ParquetFile {
  /** Bytes. */
  size: number;
  metadata: FileMetaData;
  /** The values of the text column in a row group, from its first row, in slices. */
  texts(group: number): AsyncGenerator<unknown[]>;
  /** The bytes from `start`, as they stand in the file, in pieces; a piece holds until the next is asked for. */
  bytes(start: number, length: number): AsyncGenerator<Uint8Array>;
  close(): Promise<void>;
}

/** Where the pages of a column of a row group lie in its file. */
export interface ColumnPlace {
  start: number;
  length: number;
}

const PIECE_BYTES = 256 * 1024;

/**
 * Opens a Parquet file whose column `textField` holds texts.
 *
 * @throws {CoinscreenError} INPUT_UNREADABLE, RECORD_FIELD_MISSING
 */
export async function openParquet(path: string, textField: string): Promise<ParquetFile> {
  const handle = await open(path).catch((error) => {
    throw new CoinscreenError('INPUT_UNREADABLE', `cannot read ${path} (${systemErrorCode(error)})`, { cause: error });
  });
  const readInto = async (bytes: Uint8Array, start: number): Promise<void> => {
    for (let at = 0; at < bytes.length; ) {
      const { bytesRead } = await handle.read(bytes, at, bytes.length - at, start + at);
      if (bytesRead === 0) throw broken(path, new Error('the file ends before a place that it names'));
      at += bytesRead;
    }
  };
  const readBytes = async (start: number, end: number): Promise<ArrayBuffer> => {
    const bytes = new Uint8Array(end - start);
    await readInto(bytes, start);
    return bytes.buffer;
  };
  try {
    const byteLength = (await handle.stat()).size;
    const file: AsyncBuffer = { byteLength, slice: (start, end = byteLength) => readBytes(start, end) };
    const metadata = await parquetMetadataAsync(file);
    checkColumn(metadata, textField);
    return {
      size: byteLength,
      metadata,
      texts: (group) => readTexts(path, file, metadata, textField, group),
      async *bytes(start, length) {
        const piece = new Uint8Array(Math.min(PIECE_BYTES, length));
        for (let at = start; at < start + length; at += PIECE_BYTES) {
          const bytes = piece.subarray(0, start + length - at);
          await readInto(bytes, at);
          yield bytes;
        }
      },
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error instanceof CoinscreenError ? error : broken(path, error);
  }
}

/** The place of a column of a row group. */
export function columnPlace({ columns }: RowGroup, column: number): ColumnPlace {
  const { dictionary_page_offset: dictionary, data_page_offset, total_compressed_size } = columns[column]!.meta_data!;
  // Some writers set the offset of a dictionary that does not exist to 0.
  return { start: Number(dictionary || data_page_offset), length: Number(total_compressed_size) };
}

async function* readTexts(
  path: string,
  file: AsyncBuffer,
  metadata: FileMetaData,
  textField: string,
  group: number,
): AsyncGenerator<unknown[]> {
  const before = metadata.row_groups.slice(0, group).reduce((rows, { num_rows }) => rows + Number(num_rows), 0);
  const { columns, num_rows } = metadata.row_groups[group]!;
  const column = columns.findIndex(({ meta_data }) => meta_data?.path_in_schema[0] === textField);
  const place = columnPlace(metadata.row_groups[group]!, column);
  const held = holdRange(file, place);
  const end = before + Number(num_rows);
  for (let rowStart = before; rowStart < end; rowStart += ROWS_AT_ONCE) {
    const rowEnd = Math.min(rowStart + ROWS_AT_ONCE, end);
    const texts: unknown[] = [];
    await parquetRead({
      file: held,
      metadata,
      columns: [textField],
      rowStart,
      rowEnd,
      compressors,
      onChunk({ columnData, rowStart: first }) {
        // Pages overlap the slice at both ends.
        for (const [index, value] of columnData.entries()) {
          const row = first + index;
          if (row >= rowStart && row < rowEnd) texts[row - rowStart] = value;
        }
      },
    }).catch((error) => {
      throw broken(path, error);
    });
    yield texts;
  }
}

/** A file of which one range is read once and held, since every slice of its rows asks for it whole. */
function holdRange(file: AsyncBuffer, { start, length }: ColumnPlace): AsyncBuffer {
  let held: Promise<ArrayBuffer> | null = null;
  return {
    byteLength: file.byteLength,
    async slice(from, to = file.byteLength) {
      if (from < start || to > start + length) return file.slice(from, to);
      held ??= Promise.resolve(file.slice(start, start + length));
      return from === start && to === start + length ? held : (await held).slice(from - start, to - start);
    },
  };
}

function checkColumn({ schema }: FileMetaData, textField: string): void {
  const columns = topLevel(schema);
  const found = columns.find(({ name }) => name === textField);
  if (found === undefined) {
    throw new CoinscreenError(
      'RECORD_FIELD_MISSING',
      `found the columns ${listNames(columns.map(({ name }) => name))}, expected one named "${textField}"; name the column of the text with --text-field`,
    );
  }
  if (found.type !== 'BYTE_ARRAY' || found.repetition_type === 'REPEATED') {
    throw new CoinscreenError(
      'RECORD_FIELD_MISSING',
      `found the column "${textField}" of type ${found.type ?? 'group'}, expected one of strings; name the column of the text with --text-field`,
    );
  }
}

/** The elements of a schema that stand right below its root, each once. */
export function topLevel(schema: FileMetaData['schema']): FileMetaData['schema'] {
  const columns: FileMetaData['schema'] = [];
  for (let at = 1; at < schema.length; at = subtreeEnd(schema, at)) columns.push(schema[at]!);
  return columns;
}

/** Where the elements below the one at `start` end. */
export function subtreeEnd(schema: FileMetaData['schema'], start: number): number {
  let end = start + 1;
  for (let child = 0; child < (schema[start]?.num_children ?? 0); child += 1) end = subtreeEnd(schema, end);
  return end;
}

function broken(path: string, cause: unknown): CoinscreenError {
  const message = `cannot read ${path} as Parquet; expected a whole file that is not encrypted: get it again, or write it anew`;
  return new CoinscreenError('INPUT_UNREADABLE', message, { cause });
}
