import { CoinscreenError } from '../errors.ts';
import { readLines } from './lines.ts';
import { listNames } from './names.ts';
import { isRefusal, type Refusal, type Row, readRow, type Table } from './rows.ts';

const BYTE_ORDER_MARK = '\uFEFF';

/** Reads JSON Lines: one object a line, the text in `textField`. Blank lines are passed over. */
export function readJsonl(chunks: AsyncIterable<Uint8Array>, textField: string): Table {
  return { header: '', rows: jsonRows(chunks, textField) };
}

async function* jsonRows(chunks: AsyncIterable<Uint8Array>, textField: string): AsyncGenerator<Row | Refusal> {
  for await (const item of readLines(chunks)) {
    if (isRefusal(item)) {
      yield item;
      continue;
    }
    const source = (item.line === 1 && item.text.startsWith(BYTE_ORDER_MARK) ? item.text.slice(1) : item.text).trim();
    if (source !== '') yield readRow(item.line, () => jsonRow(source, textField));
  }
}

function jsonRow(source: string, textField: string): { text: unknown; withAnswer: Row['withAnswer'] } {
  const record = parseObject(source);
  if (!Object.hasOwn(record, textField)) {
    const found = listNames(Object.keys(record));
    throw new CoinscreenError(
      'RECORD_FIELD_MISSING',
      `found the fields ${found}, expected one named "${textField}"; name the field of the text with --text-field`,
    );
  }
  return { text: record[textField], withAnswer: (answer) => writeRecord(source, record, answer) };
}

/**
 * Reads one line as a JSON object.
 *
 * @throws {CoinscreenError} RECORD_INVALID
 */
export function parseObject(source: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    // The parser's own message quotes the line, so it is not passed on.
    throw new CoinscreenError('RECORD_INVALID', 'found a line that is not JSON, expected one object a line');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new CoinscreenError('RECORD_INVALID', 'found JSON that is not an object, expected one object a line');
  }
  return value as Record<string, unknown>;
}

/** The line is given back as it was written: a JSON number beyond 2^53, such as a post id, would not survive a rewrite. */
function writeRecord(source: string, record: Record<string, unknown>, answer: string): string {
  if (Object.hasOwn(record, 'result')) return `${JSON.stringify({ ...record, result: JSON.parse(answer) })}\n`;
  return `${source.slice(0, -1)},"result":${answer}}\n`;
}
