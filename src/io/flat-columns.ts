import { LABELS } from '../labels.ts';
import type { Classification } from '../result.ts';

/** Joins several values in one cell; no label holds it. */
const SEPARATOR = '|';

/** The columns that a result becomes in a CSV file, in order. */
export const FLAT_COLUMNS: readonly string[] = [
  'verdict',
  'labels',
  'crypto_related',
  ...LABELS.map((label) => `score_${label}`),
  'language',
  'evidence',
  'model_version',
  'lexicon_version',
  'policy_version',
];

/** The values of {@link FLAT_COLUMNS} for one result. Evidence is listed by term, each once. */
export function flatten(result: Classification): string[] {
  const terms = new Set(result.evidence.map((item) => item.term));
  return [
    result.verdict,
    result.labels.join(SEPARATOR),
    String(result.cryptoRelated),
    ...LABELS.map((label) => String(result.scores[label])),
    result.language,
    [...terms].join(SEPARATOR),
    result.versions.model,
    result.versions.lexicon,
    result.versions.policy,
  ];
}
