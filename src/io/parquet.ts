// Apart from index.ts: the packages below take every thread tens of milliseconds and megabytes, and few files are Parquet.
export { openParquet, type ParquetFile } from './parquet-reader.ts';
export {
  type Appendable,
  addAnswer,
  emptyResultColumns,
  PARQUET_MAGIC,
  type ResultColumns,
  type WrittenGroup,
  writeFooter,
  writeGroup,
} from './parquet-writer.ts';
