export { type Compression, compress, compressionOf } from './compression.ts';
export type { FlatValue } from './flat-columns.ts';
export {
  answerWriter,
  FILE_FORMATS,
  type FileFormat,
  type Format,
  fileFormatOf,
  readTable,
} from './format.ts';
export { type Input, openInput } from './input.ts';
export { type Line, readLines } from './lines.ts';
export { type Output, openOutput, placeOf, unwritable, writeToStream } from './output.ts';
export { commitPartial, openPartial, type Partial } from './partial.ts';
export { type FieldRow, readRecords } from './records.ts';
export { isRefusal, type Refusal, type Row, readRow, type Table } from './rows.ts';
