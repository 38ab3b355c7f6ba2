import { CoinscreenError } from '../errors.ts';
import type { EvaluatedRow } from '../evaluate/index.ts';
import { openInput } from '../io/index.ts';
import type { Io } from './io.ts';

/** Names the layout of an evaluation document; another layout gets another name. */
export const DOCUMENT_FORMAT = 'coinscreen-evaluation-1';

/**
 * Reads the rows of an evaluation document.
 *
 * @throws {CoinscreenError} INPUT_UNREADABLE
 */
export async function readEvaluatedRows(path: string, io: Io): Promise<EvaluatedRow[]> {
  const input = await openInput(path, io.stdin);
  const chunks: Uint8Array[] = [];
  for await (const chunk of input.chunks) chunks.push(chunk);
  let document: { format?: unknown; rows: EvaluatedRow[] } | null = null;
  try {
    document = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    // Said below: to the reader a file that is not JSON is one more file of another kind.
  }
  if (document?.format !== DOCUMENT_FORMAT) {
    throw new CoinscreenError(
      'INPUT_UNREADABLE',
      `${path}: found another kind of file, expected one that coinscreen evaluate --json wrote`,
    );
  }
  return document.rows;
}
