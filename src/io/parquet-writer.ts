import type { ColumnChunk, FileMetaData, RowGroup, SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { writeMetadata } from 'hyparquet-writer/src/metadata.js';
import { FLAT_COLUMNS, type FlatColumn, type FlatValue } from './flat-columns.ts';
import { columnPlace, type ParquetFile, subtreeEnd } from './parquet-reader.ts';

/** First and last bytes of a Parquet file. */
export const PARQUET_MAGIC: Uint8Array = Buffer.from('PAR1');

/** Holds the code of a refused row; its other result columns are null. */
const REFUSED_COLUMN: Pick<FlatColumn, 'name' | 'type'> = { name: 'refused', type: 'string' };
const RESULT_COLUMNS: readonly Pick<FlatColumn, 'name' | 'type'>[] = [...FLAT_COLUMNS, REFUSED_COLUMN];

/** What a row of a Parquet file gains: the values of {@link FLAT_COLUMNS}, or the code of its refusal. */
export type ParquetAnswer = { values: readonly FlatValue[] } | { refused: string };

/** The result columns of a row group, as its rows are answered. By column, it takes a fifth of the memory. */
export interface ResultColumns {
  rows: number;
  /** In the order of the result columns, a value a row. */
  columns: (FlatValue | null)[][];
  /** Strings of which there are few, such as verdicts and versions: each is held once. */
  known: Map<string, string>;
}

const NO_STRINGS: readonly string[] = [];

/** Columns without rows. */
export function emptyResultColumns(): ResultColumns {
  return { rows: 0, columns: RESULT_COLUMNS.map(() => []), known: new Map() };
}

/** Adds the answer of the next row. */
export function addAnswer(results: ResultColumns, answer: ParquetAnswer): void {
  results.rows += 1;
  for (const [index, column] of results.columns.entries()) {
    if ('refused' in answer) column.push(index === FLAT_COLUMNS.length ? answer.refused : null);
    else column.push(sharedValue(answer.values[index] ?? null, results.known));
  }
}

function sharedValue(value: FlatValue | null, known: Map<string, string>): FlatValue | null {
  if (Array.isArray(value) && value.length === 0) return NO_STRINGS;
  if (typeof value !== 'string') return value;
  const same = known.get(value);
  if (same === undefined) known.set(value, value);
  return same ?? value;
}

/** A row group as it is known after it was written: JSON, so that a checkpoint can hold it. */
export interface WrittenGroup {
  /** Where the columns of the input begin in the output. */
  start: number;
  /** Where the result columns begin, and what their writer said of them. */
  resultsStart: number;
  results: WrittenColumn[];
}

interface WrittenColumn {
  type: NonNullable<ColumnChunk['meta_data']>['type'];
  encodings: NonNullable<ColumnChunk['meta_data']>['encodings'];
  path: string[];
  codec: NonNullable<ColumnChunk['meta_data']>['codec'];
  values: number;
  packedBytes: number;
  unpackedBytes: number;
  dataOffset: number;
  dictionaryOffset: number | null;
}

/** Metadata that describe the columns as they were: a reader that believed them would not see the new ones. */
const STALE_KEYS = ['ARROW:schema', 'org.apache.spark.sql.parquet.row.metadata', 'pandas'];

/** Indexes of the columns that stay: those of an earlier result are replaced. */
function keptColumns({ columns }: RowGroup, textField: string): number[] {
  return columns.flatMap(({ meta_data }, index) => (isKept(meta_data!.path_in_schema[0]!, textField) ? [index] : []));
}

function isKept(column: string, textField: string): boolean {
  return column === textField || RESULT_COLUMNS.every(({ name }) => name !== column);
}

/** Somewhere to write a file from its start. */
export interface Appendable {
  /** Bytes that were appended. */
  bytes(): number;
  append(bytes: Uint8Array): Promise<void>;
}

/**
 * Writes a row group: the columns of the input as they stand there, whatever their type, nesting, encoding and packing,
 * and the result columns after them.
 */
export async function writeGroup(
  output: Appendable,
  file: ParquetFile,
  { group, textField, results }: { group: number; textField: string; results: ResultColumns },
): Promise<WrittenGroup> {
  const source = file.metadata.row_groups[group]!;
  const start = output.bytes();
  for (const column of keptColumns(source, textField)) {
    const place = columnPlace(source, column);
    for await (const piece of file.bytes(place.start, place.length)) await output.append(piece);
  }
  const resultsStart = output.bytes();
  const { bytes, columns } = encodeResults(results);
  await output.append(bytes);
  return { start, resultsStart, results: columns };
}

function encodeResults(results: ResultColumns): { bytes: Uint8Array; columns: WrittenColumn[] } {
  const writer = new ByteWriter();
  const parquet = new ParquetWriter({
    writer,
    schema: [root(RESULT_COLUMNS.length), ...resultSchema()],
    statistics: false,
  });
  const columnData = RESULT_COLUMNS.map(({ name }, index) => ({
    name,
    data: results.columns[index]!,
    offsetIndex: false,
  }));
  parquet.write({ columnData, rowGroupSize: results.rows });
  const written = parquet.row_groups[0]!.columns.map(({ meta_data }) => writtenColumn(meta_data!));
  return { bytes: writer.getBytes().subarray(PARQUET_MAGIC.length), columns: written };
}

function writtenColumn(column: NonNullable<ColumnChunk['meta_data']>): WrittenColumn {
  const offset = (place: bigint): number => Number(place) - PARQUET_MAGIC.length;
  const { dictionary_page_offset: dictionary } = column;
  return {
    type: column.type,
    encodings: column.encodings,
    path: column.path_in_schema,
    codec: column.codec,
    values: Number(column.num_values),
    packedBytes: Number(column.total_compressed_size),
    unpackedBytes: Number(column.total_uncompressed_size),
    dataOffset: offset(column.data_page_offset),
    dictionaryOffset: dictionary === undefined ? null : offset(dictionary),
  };
}

/** The end of the output: what it holds and where. */
export function writeFooter(
  { metadata }: Pick<ParquetFile, 'metadata'>,
  groups: readonly WrittenGroup[],
  textField: string,
): Uint8Array {
  const writer = new ByteWriter();
  const kept = keptSchema(metadata.schema, textField);
  const footer: Omit<FileMetaData, 'metadata_length'> = {
    version: metadata.version,
    created_by: 'coinscreen',
    schema: [root(kept.columns + RESULT_COLUMNS.length), ...kept.elements, ...resultSchema()],
    num_rows: metadata.num_rows,
    row_groups: groups.map((group, index) => rowGroup(metadata.row_groups[index]!, group, textField)),
    key_value_metadata: (metadata.key_value_metadata ?? []).filter(({ key }) => !STALE_KEYS.includes(key)),
  };
  writeMetadata(writer, footer as FileMetaData);
  writer.appendBytes(PARQUET_MAGIC);
  return writer.getBytes();
}

function rowGroup(source: RowGroup, { start, resultsStart, results }: WrittenGroup, textField: string): RowGroup {
  let at = start;
  const copied = keptColumns(source, textField).map((column): ColumnChunk => {
    const place = columnPlace(source, column);
    const moved = movedColumn(source.columns[column]!, at - place.start);
    at += place.length;
    return moved;
  });
  const added = results.map((column): ColumnChunk => addedColumn(column, resultsStart));
  const columns = [...copied, ...added];
  const unpacked = columns.reduce((sum, { meta_data }) => sum + meta_data!.total_uncompressed_size, 0n);
  const packed = columns.reduce((sum, { meta_data }) => sum + meta_data!.total_compressed_size, 0n);
  return { columns, total_byte_size: unpacked, num_rows: source.num_rows, total_compressed_size: packed };
}

/**
 * A column of the input at its new place. Bounds are left out, because hyparquet reads some of them coarser than they
 * were written and a reader would pass over rows; so are indexes and filters, which lie outside the pages.
 */
function movedColumn({ meta_data }: ColumnChunk, by: number): ColumnChunk {
  const { dictionary_page_offset: dictionary, data_page_offset, ...rest } = meta_data!;
  const { statistics, index_page_offset, bloom_filter_offset, bloom_filter_length, geospatial_statistics, ...kept } =
    rest;
  return {
    file_offset: 0n,
    meta_data: {
      ...kept,
      data_page_offset: data_page_offset + BigInt(by),
      ...(dictionary && { dictionary_page_offset: dictionary + BigInt(by) }),
    },
  };
}

function addedColumn(column: WrittenColumn, start: number): ColumnChunk {
  const { dictionaryOffset } = column;
  return {
    file_offset: 0n,
    meta_data: {
      type: column.type,
      encodings: column.encodings,
      path_in_schema: column.path,
      codec: column.codec,
      num_values: BigInt(column.values),
      total_uncompressed_size: BigInt(column.unpackedBytes),
      total_compressed_size: BigInt(column.packedBytes),
      data_page_offset: BigInt(start + column.dataOffset),
      ...(dictionaryOffset !== null && { dictionary_page_offset: BigInt(start + dictionaryOffset) }),
    },
  };
}

function keptSchema(schema: SchemaElement[], textField: string): { columns: number; elements: SchemaElement[] } {
  const elements: SchemaElement[] = [];
  let columns = 0;
  for (let at = 1; at < schema.length; at = subtreeEnd(schema, at)) {
    if (!isKept(schema[at]!.name, textField)) continue;
    columns += 1;
    elements.push(...schema.slice(at, subtreeEnd(schema, at)));
  }
  return { columns, elements };
}

function root(children: number): SchemaElement {
  return { name: 'root', num_children: children };
}

const STRING = { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } } as const;

function resultSchema(): SchemaElement[] {
  return RESULT_COLUMNS.flatMap(({ name, type }): SchemaElement[] => {
    const column = { name, repetition_type: 'OPTIONAL' } as const;
    if (type === 'number') return [{ ...column, type: 'DOUBLE' }];
    if (type === 'boolean') return [{ ...column, type: 'BOOLEAN' }];
    if (type === 'string') return [{ ...column, ...STRING }];
    return [
      { ...column, num_children: 1, converted_type: 'LIST', logical_type: { type: 'LIST' } },
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
      { name: 'element', repetition_type: 'REQUIRED', ...STRING },
    ];
  });
}
