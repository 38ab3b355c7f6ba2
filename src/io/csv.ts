import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { CoinscreenError } from '../errors.ts';
import { type CsvRecord, readCsvRecords } from './csv-records.ts';
import { FLAT_COLUMNS, flatten } from './flat-columns.ts';
import { listNames } from './names.ts';
import { isRefusal, type Refusal, type Row, readRow, type Table } from './rows.ts';

const BYTE_ORDER_MARK = '\uFEFF';

/** Where the columns of the input go in the output. */
interface Layout {
  columns: number;
  textIndex: number;
  /** Input columns that are kept; columns of an earlier result are replaced. */
  kept: number[];
}

/**
 * Reads CSV (RFC 4180, comma, header row). Output rows keep their columns and gain the flat ones. A
 * byte order mark is kept, since spreadsheets need it to read Chinese.
 *
 * @throws {CoinscreenError} RECORD_FIELD_MISSING when the header has no column `textField`,
 *   INPUT_UNREADABLE when the header cannot be read
 */
export async function readCsv(chunks: AsyncIterable<Uint8Array>, textField: string): Promise<Table> {
  const records = readCsvRecords(chunks);
  const first = await records.next();
  const source = first.done ? '' : headerSource(first.value);
  const mark = source.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
  const columns = parseFields(source.slice(mark.length));
  const layout = layOut(columns, textField);
  const header = [...layout.kept.map((index) => columns[index]!), ...FLAT_COLUMNS];
  return { header: mark + writeFields(header), rows: csvRows(records, layout) };
}

function headerSource(item: CsvRecord | Refusal): string {
  if (isRefusal(item)) throw new CoinscreenError('INPUT_UNREADABLE', `cannot read the header row: ${item.message}`);
  return item.source;
}

function layOut(columns: string[], textField: string): Layout {
  const textIndex = columns.indexOf(textField);
  if (textIndex === -1) {
    throw new CoinscreenError(
      'RECORD_FIELD_MISSING',
      `found the columns ${listNames(columns)}, expected one named "${textField}"; name the column of the text with --text-field`,
    );
  }
  const isFlat = (name: string): boolean => (FLAT_COLUMNS as readonly string[]).includes(name);
  const kept = columns.flatMap((name, index) => (index === textIndex || !isFlat(name) ? [index] : []));
  return { columns: columns.length, textIndex, kept };
}

async function* csvRows(records: AsyncIterable<CsvRecord | Refusal>, layout: Layout): AsyncGenerator<Row | Refusal> {
  for await (const item of records) {
    if (isRefusal(item)) yield item;
    // A blank line is an empty post only where the text is the only column.
    else if (item.source !== '' || layout.columns === 1) yield readRow(item.line, () => csvRow(item.source, layout));
  }
}

function csvRow(source: string, layout: Layout): { text: string; withResult: Row['withResult'] } {
  const fields = parseFields(source);
  if (fields.length !== layout.columns) {
    throw new CoinscreenError(
      'RECORD_INVALID',
      `found ${fields.length} fields, expected ${layout.columns} as in the header; quote fields that hold a comma`,
    );
  }
  return {
    text: fields[layout.textIndex]!,
    withResult: (result) => writeFields([...layout.kept.map((index) => fields[index]!), ...flatten(result)]),
  };
}

/** Splits one record, a whole one, into fields. */
export function parseFields(source: string): string[] {
  // The quotes of a record pair (see csv-records.ts), so with relaxed quoting any record can be parsed.
  const [fields] = parse(source, { relax_quotes: true, record_delimiter: '\n' });
  return fields ?? [''];
}

function writeFields(fields: readonly string[]): string {
  return stringify([fields], { quoted_match: /\r/ });
}
