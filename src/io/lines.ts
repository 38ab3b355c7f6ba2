import { TextDecoder } from 'node:util';
import type { Refusal } from './rows.ts';

/** Longest line that is read, in bytes; it bounds the memory that one row can take. */
export const MAX_LINE_BYTES: number = 16 * 1024 * 1024;

const LINE_FEED = 10;
const CARRIAGE_RETURN = '\r';

/** One line of an input. A byte order mark is kept: only the format knows what to do with it. */
export interface Line {
  /** From 1. */
  line: number;
  /** Without its line break. */
  text: string;
  /** The line break that followed; empty at the end of the input. */
  lineBreak: '\n' | '\r\n' | '';
}

/**
 * Splits UTF-8 bytes into lines. The split is made on bytes, before decoding, so that broken UTF-8
 * costs one line and not the file.
 */
export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Line | Refusal> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let line = 1;
  let pieces: Uint8Array[] = [];
  let bytes = 0;

  const keep = (piece: Uint8Array): void => {
    bytes += piece.length;
    if (bytes > MAX_LINE_BYTES) pieces = [];
    else pieces.push(piece);
  };
  const take = (lineBreak: '\n' | ''): Line | Refusal => {
    const taken = bytes > MAX_LINE_BYTES ? tooLong(line, bytes) : decodeLine(decoder, line, pieces, lineBreak);
    line += 1;
    pieces = [];
    bytes = 0;
    return taken;
  };

  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      keep(chunk.subarray(start, end));
      yield take('\n');
      start = end + 1;
    }
    if (start < chunk.length) keep(chunk.subarray(start));
  }
  if (bytes > 0) yield take('');
}

function decodeLine(decoder: TextDecoder, line: number, pieces: Uint8Array[], lineBreak: '\n' | ''): Line | Refusal {
  try {
    const text = decoder.decode(pieces.length === 1 ? pieces[0] : Buffer.concat(pieces));
    if (lineBreak === '\n' && text.endsWith(CARRIAGE_RETURN)) {
      return { line, text: text.slice(0, -1), lineBreak: '\r\n' };
    }
    return { line, text, lineBreak };
  } catch {
    const message =
      'found bytes that are not UTF-8; convert the file first, for instance with iconv -f GB18030 -t UTF-8';
    return { line, code: 'RECORD_INVALID', message };
  }
}

function tooLong(line: number, bytes: number): Refusal {
  const message = `found a line of ${bytes} bytes, expected at most ${MAX_LINE_BYTES}; split it`;
  return { line, code: 'RECORD_INVALID', message };
}
