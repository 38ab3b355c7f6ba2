import { MAX_LINE_BYTES, readLines } from './lines.ts';
import { isRefusal, type Refusal } from './rows.ts';

/** What stands between two fields. */
export type Delimiter = ',' | '\t';

/** The characters of one CSV record, not yet split into fields; line breaks inside quotes are kept. */
export interface CsvRecord {
  /** Line on which the record begins, from 1. */
  line: number;
  source: string;
}

/**
 * Joins lines into records while a quoted field is open. Done before the field parser sees them, so
 * that every record has its line number, and a broken one costs itself alone and bounded memory.
 */
export async function* readCsvRecords(
  chunks: AsyncIterable<Uint8Array>,
  delimiter: Delimiter,
): AsyncGenerator<CsvRecord | Refusal> {
  let open: CsvRecord | null = null;
  let last = 0;
  for await (const item of readLines(chunks)) {
    if (isRefusal(item)) {
      yield open === null ? item : { ...item, line: open.line };
      open = null;
      continue;
    }
    last = item.line;
    const insideQuotes: boolean = endsInsideQuotes(item.text, delimiter, open !== null);
    const source: string = (open?.source ?? '') + item.text;
    const line: number = open?.line ?? item.line;
    open = insideQuotes ? { line, source: source + item.lineBreak } : null;
    if (open === null) yield { line, source };
    else if (open.source.length > MAX_LINE_BYTES) {
      yield unclosed(line, last);
      open = null;
    }
  }
  if (open !== null) yield unclosed(open.line, last);
}

/** Whether a quoted field is still open at the end of `text`, given whether one was at its start. */
function endsInsideQuotes(text: string, delimiter: Delimiter, insideAtStart: boolean): boolean {
  let inside = insideAtStart;
  let fieldStart = !inside;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (inside) {
      if (character !== '"') continue;
      if (text[index + 1] === '"') index += 1;
      else inside = false;
    } else {
      inside = fieldStart && character === '"';
      fieldStart = character === delimiter;
    }
  }
  return inside;
}

function unclosed(line: number, last: number): Refusal {
  const message = `found a quotation mark that is never closed; lines ${line} to ${last} were not read: close or double it`;
  return { line, code: 'RECORD_INVALID', message };
}
