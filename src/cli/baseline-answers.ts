import { join } from 'node:path';
import type { Baseline } from '../baselines/index.ts';
import { CoinscreenError } from '../errors.ts';
import { foldForComparison, type GoldRow } from '../evaluate/index.ts';
import { hashOf } from '../files.ts';
import { byLabel, CATEGORIES } from '../labels.ts';
import { DEFAULT_MODEL } from '../resources.ts';
import { checkText } from '../text.ts';
import { type Answers, answerEach, type LearnedRows, MANIFEST_TITLE, type SystemSource } from './answers.ts';
import { readGoldFile } from './gold-file.ts';
import type { GoldOptions } from './gold-options.ts';
import type { Io } from './io.ts';
import type { BaselineOptions } from './system-options.ts';

/**
 * Trains a baseline, or opens the transformer alone, and labels the rows with it.
 *
 * @throws {CoinscreenError} SYSTEM_UNAVAILABLE; OPTION_INVALID for training rows that cannot be used; the MODEL_ codes
 */
export async function answerByBaseline(
  rows: readonly GoldRow[],
  options: GoldOptions,
  baseline: BaselineOptions,
  io: Io,
): Promise<Answers> {
  const { name, threshold } = baseline;
  const { system, ...origin } = await open(rows, options, baseline, io);
  try {
    const answered = await answerEach(rows, io, async (text) => {
      checkText(text);
      const scores = await system.scores(text);
      const labels = CATEGORIES.filter((category) => (scores[category] ?? 0) >= threshold);
      const { crypto_related: topic } = scores;
      const cryptoRelated = topic === undefined ? null : labels.length > 0 || topic >= threshold;
      return { answer: { labels, cryptoRelated, scores, verdict: null }, evidence: [] };
    });
    return {
      ...answered,
      system: { kind: 'baseline', name, threshold, ...origin },
      thresholds: byLabel(() => threshold),
    };
  } finally {
    await system.close();
  }
}

interface OpenedBaseline {
  system: Baseline;
  sources: SystemSource[];
  learned: LearnedRows | null;
}

async function open(
  rows: readonly GoldRow[],
  options: GoldOptions,
  { name, train, trainWhere }: BaselineOptions,
  io: Io,
): Promise<OpenedBaseline> {
  // Loaded when asked for: nobody else needs what they learn with.
  const { openTransformer, trainSystem } = await import('../baselines/index.ts');
  if (name === 'model') {
    const { model, threads = 1 } = options.classifier;
    const folder = typeof model === 'string' ? model : DEFAULT_MODEL;
    const system = await openTransformer(folder, threads);
    return {
      system,
      sources: [{ file: MANIFEST_TITLE, sha256: hashOf(join(folder, 'manifest.json')) }],
      learned: null,
    };
  }
  const read: GoldRow[] = [];
  const sources: SystemSource[] = [];
  for (const { path, format } of train) {
    const file = await readGoldFile({ ...options, gold: path, format, where: trainWhere, uncertain: false }, io);
    read.push(...file.rows.filter(({ text }) => text.trim() !== ''));
    sources.push({ file: file.file, sha256: file.sha256 });
  }
  const texts = withoutAnswers(read, rows);
  const learned = { rows: texts.length, leftOut: read.length - texts.length };
  return { system: await trainSystem(name, texts), sources, learned };
}

/** The training rows that are not among those to be labelled: a system that has seen the answers shows nothing. */
function withoutAnswers(read: readonly GoldRow[], rows: readonly GoldRow[]): GoldRow[] {
  const asked = new Set(rows.map(({ text }) => foldForComparison(text)));
  const texts = read.filter(({ text }) => !asked.has(foldForComparison(text)));
  if (texts.length > 0) return texts;
  throw new CoinscreenError(
    'OPTION_INVALID',
    `found ${read.length} rows to learn from, all of them in GOLD, expected others; check --train-where`,
  );
}
