import { CoinscreenError } from './errors.ts';

/** Longest text that is read at all, in UTF-16 code units. Longer ones are refused, not cut. */
export const MAX_TEXT_LENGTH = 1_000_000;

/**
 * Refuses what no stage could read rightly.
 *
 * @throws {CoinscreenError} TEXT_NOT_STRING, TEXT_EMPTY, TEXT_TOO_LONG or TEXT_UNPAIRED_SURROGATE
 */
export function checkText(text: unknown): asserts text is string {
  if (typeof text !== 'string') {
    const found = text === null ? 'null' : Array.isArray(text) ? 'an array' : typeof text;
    throw new CoinscreenError('TEXT_NOT_STRING', `found ${found} where a text was expected; pass a string`);
  }
  if (text.length > MAX_TEXT_LENGTH) {
    throw new CoinscreenError(
      'TEXT_TOO_LONG',
      `found a text of ${text.length} UTF-16 units, expected at most ${MAX_TEXT_LENGTH}; split it into posts`,
    );
  }
  if (text.trim() === '') {
    throw new CoinscreenError('TEXT_EMPTY', 'found an empty text, expected at least one visible character; skip it');
  }
  if (!text.isWellFormed()) {
    throw new CoinscreenError(
      'TEXT_UNPAIRED_SURROGATE',
      'found half of a surrogate pair, expected well-formed Unicode; the text was probably cut inside a character: repair it with text.toWellFormed()',
    );
  }
}
