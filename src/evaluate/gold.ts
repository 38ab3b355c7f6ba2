import { CoinscreenError } from '../errors.ts';
import { labellingOf, readBoolean, readLabels } from './cells.ts';
import { OWN_NAMES } from './label-names.ts';
import type { Labelling } from './rows.ts';

/** A row of a labelled file. */
export interface GoldRow {
  id: string;
  /** Line of the file, from 1. */
  line: number;
  /** Empty where the file has no text. */
  text: string;
  group: string | null;
  gold: Labelling;
  /** Two careful readers could differ. */
  uncertain: boolean;
  /** All fields, for slices and filters. */
  fields: Readonly<Record<string, unknown>>;
}

/**
 * Reads a labelled record: `labels`, and if there `id` (else the line number), `crypto_related`, `uncertain`, `group`.
 *
 * @throws {CoinscreenError} RECORD_FIELD_MISSING, RECORD_INVALID
 */
export function readGold(line: number, fields: Readonly<Record<string, unknown>>, textField: string): GoldRow {
  try {
    const labels = readLabels(fields.labels, OWN_NAMES);
    if (labels === null) {
      throw new CoinscreenError('RECORD_FIELD_MISSING', 'found no field "labels", expected the labels given by hand');
    }
    const text = fields[textField];
    return {
      id: readId(fields.id) ?? String(line),
      line,
      text: typeof text === 'string' ? text : '',
      group: readId(fields.group),
      gold: labellingOf(labels, readBoolean(fields.crypto_related, 'crypto_related')),
      uncertain: readBoolean(fields.uncertain, 'uncertain') ?? false,
      fields,
    };
  } catch (error) {
    if (!(error instanceof CoinscreenError)) throw error;
    throw new CoinscreenError(error.code, `line ${line}: ${error.message}`, { cause: error });
  }
}

/** An identifier as text; null where none stands. */
export function readId(value: unknown): string | null {
  return value === undefined || value === null || value === '' ? null : String(value);
}
