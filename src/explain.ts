import { fuse, sigmoid } from './fuse/index.ts';
import { type Category, LABELS, type Label } from './labels.ts';
import { thresholdOf } from './policy/index.ts';
import type { Resources } from './resources.ts';
import type { Classification, Evasion, Span, Strength } from './result.ts';
import { tokenize } from './segment/index.ts';
import type { Trace } from './trace.ts';

/** A lexicon term that was confirmed, with the sub-act it stands for. Span in the original text. */
export interface ExplainedHit extends Span {
  term: string;
  label: Category;
  strength: Strength;
  subAct: string;
  /** The spelling found, when it is a listed variant of the term. */
  variant: string | null;
}

/** A lexicon term whose letters stand in the text but which did not count, and why. */
export interface HiddenTerm extends Span {
  term: string;
  label: Category;
  why: string;
}

/** One label's road through the stages; probabilities 0-1. */
export interface StageScores {
  label: Label;
  /** What the keyword layer alone would say. */
  keyword: number;
  /** The gate before fusion; null without a model. */
  gate: number | null;
  /** The skimmer before fusion; null without one, or where the gate ended the text. */
  skimmer: number | null;
  /** The model before fusion; null without one, or where gate or skimmer ended the text. */
  model: number | null;
  fused: number;
  /** The policy's threshold. */
  threshold: number;
}

/** Every stage's view of one text, for people who ask why. */
export interface Explanation {
  folded: string;
  folds: Evasion[];
  tokens: { text: string; stem: string | null }[];
  hits: ExplainedHit[];
  hidden: HiddenTerm[];
  /** How many of the overlapping windows the model read. */
  windows: number;
  stages: StageScores[];
  result: Classification;
}

/** Gathers what the stages left on their way. */
export function explanationOf(
  { normalized, match, input, windows, result }: Trace,
  { segmenter, keywordFusion, policy }: Resources,
): Explanation {
  const { text: folded, offsets, folds } = normalized;
  const keywordScores = fuse({ ...input, gate: null, skimmed: null, logits: null }, keywordFusion);
  return {
    folded,
    folds,
    tokens: tokenize(folded, segmenter).map(({ start, end, stem }) => ({ text: folded.slice(start, end), stem })),
    hits: match.hits.map(({ entry, start, end, variant }) => ({
      ...offsets.toOriginal(start, end),
      term: entry.term,
      label: entry.label,
      strength: entry.strength,
      subAct: entry.subAct,
      variant,
    })),
    hidden: match.hidden.map(({ entry, start, end, why }) => ({
      ...offsets.toOriginal(start, end),
      term: entry.term,
      label: entry.label,
      why,
    })),
    windows,
    stages: LABELS.map((label, index) => {
      const probability = (logits: Float32Array | null) => (logits === null ? null : sigmoid(logits[index]!));
      return {
        label,
        keyword: keywordScores[label],
        gate: probability(input.gate),
        skimmer: probability(input.skimmed),
        model: probability(input.logits),
        fused: result.scores[label],
        threshold: thresholdOf(policy, label),
      };
    }),
    result,
  };
}
