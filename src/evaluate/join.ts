import { CoinscreenError } from '../errors.ts';
import type { GoldRow } from './gold.ts';
import type { Answer } from './rows.ts';

const LISTED = 5;

/**
 * Refuses rows that share an id: nobody could say which of them an answer is for.
 *
 * @throws {CoinscreenError} RECORD_INVALID
 */
export function checkIds(rows: readonly GoldRow[]): void {
  const lines = new Map<string, number>();
  for (const { id, line } of rows) {
    const earlier = lines.get(id);
    if (earlier !== undefined) {
      throw new CoinscreenError(
        'RECORD_INVALID',
        `line ${line}: found the id of line ${earlier} again, expected each once`,
      );
    }
    lines.set(id, line);
  }
}

/**
 * The answer to each row. A missing answer is no "no label": a system that stays silent where it is unsure
 * would look better than it is.
 *
 * @throws {CoinscreenError} RECORD_FIELD_MISSING when a row has no answer
 */
export function joinAnswers(rows: readonly GoldRow[], answers: ReadonlyMap<string, Answer>): Answer[] {
  const missing = rows.filter(({ id }) => !answers.has(id));
  if (missing.length > 0) {
    const ids = missing.slice(0, LISTED).map(({ id }) => id);
    const more = missing.length > LISTED ? ' and others' : '';
    throw new CoinscreenError(
      'RECORD_FIELD_MISSING',
      `found no prediction for ${missing.length} rows (${ids.join(', ')}${more}), expected one for each`,
    );
  }
  return rows.map(({ id }) => answers.get(id)!);
}
