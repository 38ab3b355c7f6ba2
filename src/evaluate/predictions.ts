import { CoinscreenError } from '../errors.ts';
import { CATEGORIES, isCategory, type Label } from '../labels.ts';
import type { Verdict } from '../result.ts';
import { labellingOf, readBoolean, readLabels, readProbability } from './cells.ts';
import type { LabelNames } from './label-names.ts';
import type { Answer } from './rows.ts';

/** How a file of predictions is read. */
export interface PredictionReading {
  names: LabelNames;
  /** From which score on a label counts as given, where the file has scores alone. */
  threshold: number;
}

const VERDICTS: readonly Verdict[] = ['pass', 'review', 'block'];

/**
 * Reads what a system answered for one text; see docs/predictions.md for the fields. A record that
 * `coinscreen label` wrote has them in its field `result`.
 *
 * @throws {CoinscreenError} RECORD_FIELD_MISSING, RECORD_INVALID
 */
export function readAnswer(record: Readonly<Record<string, unknown>>, reading: PredictionReading): Answer {
  const fields = isObject(record.result) ? record.result : record;
  const scores = readScores(fields, reading.names);
  const labels = readGivenLabels(fields, reading.names) ?? labelsByScore(scores, reading.threshold);
  const topic = readBoolean(fields.crypto_related ?? fields.cryptoRelated, 'crypto_related');
  const score = scores.crypto_related;
  const cryptoRelated = topic ?? (score === undefined ? null : score >= reading.threshold);
  return { ...labellingOf(labels, cryptoRelated), scores, verdict: readVerdict(fields.verdict) };
}

function readScores(fields: Readonly<Record<string, unknown>>, names: LabelNames): Partial<Record<Label, number>> {
  const nested = isObject(fields.scores) ? fields.scores : {};
  const scores: Partial<Record<Label, number>> = {};
  for (const [name, labels] of names) {
    const score = readProbability(nested[name] ?? fields[`score_${name}`], `score_${name}`);
    // Of several names for one label, the surest speaks for it.
    if (score !== null) for (const label of labels) scores[label] = Math.max(scores[label] ?? 0, score);
  }
  return scores;
}

/** Labels from the list, or from one column of true and false for each; null where there is neither. */
function readGivenLabels(fields: Readonly<Record<string, unknown>>, names: LabelNames): Label[] | null {
  const listed = readLabels(fields.labels, names);
  if (listed !== null) return listed;
  const columns = [...names].filter(([name, labels]) => Object.hasOwn(fields, name) && labels.some(isCategory));
  if (columns.length === 0) return null;
  return columns.flatMap(([name, labels]) => (readBoolean(fields[name], name) ? labels : []));
}

function labelsByScore(scores: Partial<Record<Label, number>>, threshold: number): Label[] {
  const missing = CATEGORIES.filter((category) => scores[category] === undefined);
  if (missing.length > 0) {
    throw new CoinscreenError(
      'RECORD_FIELD_MISSING',
      `found neither labels nor a score of ${missing.join(', ')}; expected "labels", or a score of every category`,
    );
  }
  return CATEGORIES.filter((category) => scores[category]! >= threshold);
}

function readVerdict(value: unknown): Verdict | null {
  if (value === undefined || value === null || value === '') return null;
  const verdict = VERDICTS.find((known) => known === value);
  if (verdict !== undefined) return verdict;
  throw new CoinscreenError('RECORD_INVALID', `found an unknown verdict, expected ${VERDICTS.join(', ')}`);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
