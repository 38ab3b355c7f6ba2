export { FORMATS, type Format, formatOf, readTable } from './format.ts';
export { type Input, openInput } from './input.ts';
export { type Line, readLines } from './lines.ts';
export { type Output, openOutput, writeToStream } from './output.ts';
export { type FieldRow, readRecords } from './records.ts';
export { isRefusal, type Refusal, type Row, readRow, type Table } from './rows.ts';
