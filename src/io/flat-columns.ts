import { LABELS } from '../labels.ts';
import type { Classification } from '../result.ts';

/** Joins several values in one cell; no label holds it. */
const SEPARATOR = '|';

/** One value of a result in a table of columns. */
export type FlatValue = string | number | boolean | readonly string[];

/** A column that a result fills. */
export interface FlatColumn {
  name: string;
  type: 'string' | 'number' | 'boolean' | 'strings';
  valueOf(result: Classification): FlatValue;
}

/** The columns that a result becomes in a table, in order. Evidence is listed by term, each once. */
export const FLAT_COLUMNS: readonly FlatColumn[] = [
  { name: 'verdict', type: 'string', valueOf: ({ verdict }) => verdict },
  { name: 'labels', type: 'strings', valueOf: ({ labels }) => labels },
  { name: 'crypto_related', type: 'boolean', valueOf: ({ cryptoRelated }) => cryptoRelated },
  ...LABELS.map(
    (label): FlatColumn => ({ name: `score_${label}`, type: 'number', valueOf: ({ scores }) => scores[label] }),
  ),
  { name: 'language', type: 'string', valueOf: ({ language }) => language },
  { name: 'evidence', type: 'strings', valueOf: ({ evidence }) => [...new Set(evidence.map(({ term }) => term))] },
  { name: 'model_version', type: 'string', valueOf: ({ versions }) => versions.model },
  { name: 'lexicon_version', type: 'string', valueOf: ({ versions }) => versions.lexicon },
  { name: 'policy_version', type: 'string', valueOf: ({ versions }) => versions.policy },
];

/** The values of {@link FLAT_COLUMNS} for one result. */
export function flatten(result: Classification): FlatValue[] {
  return FLAT_COLUMNS.map((column) => column.valueOf(result));
}

/** The values of {@link FLAT_COLUMNS} as text; several values are joined. */
export function flatCells(result: Classification): string[] {
  return flatten(result).map((value) => (Array.isArray(value) ? value.join(SEPARATOR) : String(value)));
}
