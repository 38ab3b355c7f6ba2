import { CoinscreenError } from '../errors.ts';
import { isCategory, type Label } from '../labels.ts';
import { type LabelNames, labelsNamed } from './label-names.ts';
import type { Labelling } from './rows.ts';

/** Joins several labels in one CSV cell. */
const SEPARATOR = '|';

const BOOLEANS: ReadonlyMap<unknown, boolean | null> = new Map<unknown, boolean | null>([
  ...[true, 1, '1', 'true', 'True', 'TRUE'].map((value): [unknown, boolean] => [value, true]),
  ...[false, 0, '0', 'false', 'False', 'FALSE'].map((value): [unknown, boolean] => [value, false]),
  ...[undefined, null, ''].map((value): [unknown, null] => [value, null]),
]);

/**
 * Reads yes or no from JSON or CSV; null where nothing stands.
 *
 * @throws {CoinscreenError} RECORD_INVALID
 */
export function readBoolean(value: unknown, field: string): boolean | null {
  const read = BOOLEANS.get(value);
  if (read !== undefined) return read;
  throw new CoinscreenError('RECORD_INVALID', `found something else than true or false in the field "${field}"`);
}

/**
 * Reads a probability, 0-1; null where nothing stands.
 *
 * @throws {CoinscreenError} RECORD_INVALID
 */
export function readProbability(value: unknown, field: string): number | null {
  if (value === undefined || value === null || value === '') return null;
  const number = typeof value === 'string' ? Number(value) : value;
  if (typeof number === 'number' && number >= 0 && number <= 1) return number;
  throw new CoinscreenError('RECORD_INVALID', `found something else than a probability 0-1 in the field "${field}"`);
}

/**
 * Reads a list of labels: a JSON list, or names joined by `|`; null where the field is absent.
 *
 * @throws {CoinscreenError} RECORD_INVALID
 */
export function readLabels(value: unknown, names: LabelNames): Label[] | null {
  if (value === undefined || value === null) return null;
  const found = typeof value === 'string' ? value.split(SEPARATOR) : value;
  if (!Array.isArray(found) || !found.every((name) => typeof name === 'string')) {
    throw new CoinscreenError(
      'RECORD_INVALID',
      'found labels that are no list of names, expected such as ["issuance"]',
    );
  }
  return found.filter((name) => name.trim() !== '').flatMap((name) => labelsNamed(name.trim(), names));
}

/** Labels as a labelling. A text with a category is about crypto, whatever the topic field says. */
export function labellingOf(labels: readonly Label[], cryptoRelated: boolean | null): Labelling {
  const categories = labels.filter(isCategory);
  const named = labels.includes('crypto_related') || (cryptoRelated !== null && categories.length > 0);
  return { labels: [...new Set(categories)], cryptoRelated: named || cryptoRelated };
}
