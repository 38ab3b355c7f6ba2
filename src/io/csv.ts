import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { CoinscreenError } from '../errors.ts';
import type { Classification } from '../result.ts';
import { type CsvRecord, type Delimiter, readCsvRecords } from './csv-records.ts';
import { FLAT_COLUMNS, flatCells } from './flat-columns.ts';
import { listNames } from './names.ts';
import { isRefusal, type Refusal, type Row, readRow, type Table } from './rows.ts';

const BYTE_ORDER_MARK = '\uFEFF';

/** Where the columns of the input go in the output. */
interface Layout {
  delimiter: Delimiter;
  columns: number;
  textIndex: number;
  /** Input columns that are kept; columns of an earlier result are replaced. */
  kept: number[];
}

/**
 * Reads CSV (RFC 4180, header row), with commas or tabs between the fields. Output rows keep their columns and gain the flat ones. A
 * byte order mark is kept, since spreadsheets need it to read Chinese.
 *
 * @throws {CoinscreenError} RECORD_FIELD_MISSING when the header has no column `textField`,
 *   INPUT_UNREADABLE when the header cannot be read
 */
export async function readCsv(
  chunks: AsyncIterable<Uint8Array>,
  textField: string,
  delimiter: Delimiter,
): Promise<Table> {
  const records = readCsvRecords(chunks, delimiter);
  const first = await records.next();
  const source = first.done ? '' : headerSource(first.value);
  const mark = source.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
  const columns = parseFields(source.slice(mark.length), delimiter);
  const layout = layOut(columns, textField, delimiter);
  const header = [...layout.kept.map((index) => columns[index]!), ...FLAT_COLUMNS.map(({ name }) => name)];
  return { header: `${mark}${writeFields(header, delimiter)}\n`, rows: csvRows(records, layout) };
}

function headerSource(item: CsvRecord | Refusal): string {
  if (isRefusal(item)) throw new CoinscreenError('INPUT_UNREADABLE', `cannot read the header row: ${item.message}`);
  return item.source;
}

function layOut(columns: string[], textField: string, delimiter: Delimiter): Layout {
  const textIndex = columns.indexOf(textField);
  if (textIndex === -1) {
    throw new CoinscreenError(
      'RECORD_FIELD_MISSING',
      `found the columns ${listNames(columns)}, expected one named "${textField}"; name the column of the text with --text-field`,
    );
  }
  const isFlat = (column: string): boolean => FLAT_COLUMNS.some(({ name }) => name === column);
  const kept = columns.flatMap((name, index) => (index === textIndex || !isFlat(name) ? [index] : []));
  return { delimiter, columns: columns.length, textIndex, kept };
}

async function* csvRows(records: AsyncIterable<CsvRecord | Refusal>, layout: Layout): AsyncGenerator<Row | Refusal> {
  for await (const item of records) {
    if (isRefusal(item)) yield item;
    // A blank line is an empty post only where the text is the only column.
    else if (item.source !== '' || layout.columns === 1) yield readRow(item.line, () => csvRow(item.source, layout));
  }
}

function csvRow(source: string, layout: Layout): { text: string; withAnswer: Row['withAnswer'] } {
  const { delimiter } = layout;
  const fields = parseFields(source, delimiter);
  if (fields.length !== layout.columns) {
    throw new CoinscreenError(
      'RECORD_INVALID',
      `found ${fields.length} fields, expected ${layout.columns} as in the header; quote fields that hold a ${delimiter === ',' ? 'comma' : 'tab'}`,
    );
  }
  return {
    text: fields[layout.textIndex]!,
    withAnswer: (answer) => {
      const kept = layout.kept.map((index) => fields[index]!);
      return `${writeFields(kept, delimiter)}${delimiter}${answer}\n`;
    },
  };
}

/** Splits one record, a whole one, into fields. */
export function parseFields(source: string, delimiter: Delimiter): string[] {
  // The quotes of a record pair (see csv-records.ts), so with relaxed quoting any record can be parsed.
  const [fields] = parse(source, { delimiter, relax_quotes: true, record_delimiter: '\n' });
  return fields ?? [''];
}

/** The cells that a result becomes, as they stand in a record after its own fields. */
export function csvAnswer(result: Classification, delimiter: Delimiter): string {
  return writeFields(flatCells(result), delimiter);
}

function writeFields(fields: readonly string[], delimiter: Delimiter): string {
  return stringify([fields], { delimiter, quoted_match: /\r/, eof: false });
}
