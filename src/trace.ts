import type { FusionInput } from './fuse/index.ts';
import type { KeywordMatch } from './keyword/index.ts';
import { CATEGORIES, type Category } from './labels.ts';
import type { Normalized } from './normalize/index.ts';
import type { Classification, Evasion, Evidence, Reader } from './result.ts';

/** What the stages leave on their way through one text: the result, and what explains it. */
export interface Trace {
  normalized: Normalized;
  match: KeywordMatch;
  /** What the fusion received. */
  input: FusionInput;
  /** Windows that the model read. */
  windows: number;
  result: Classification;
}

/** The categories with confirmed terms. */
export function keywordCategories({ hits }: KeywordMatch): Set<Category> {
  return new Set(hits.map(({ entry }) => entry.label));
}

/** True with a term that stands for its category by itself: then the model reads, whatever the quicker readers think. */
export function hasAnchor({ hits }: KeywordMatch): boolean {
  return hits.some(({ entry }) => entry.strength === 'anchor');
}

/** The last reader that had something to say. */
export function readerOf({ gate, skimmed, logits }: FusionInput): Reader {
  if (logits !== null) return 'model';
  if (skimmed !== null) return 'skimmer';
  return gate === null ? 'keyword' : 'gate';
}

/** Confirmed terms as evidence in the original text, in text order. */
export function evidenceOf({ hits }: KeywordMatch, { offsets }: Normalized): Evidence[] {
  const evidence = hits.map(
    ({ entry, start, end }): Evidence => ({
      label: entry.label,
      ...offsets.toOriginal(start, end),
      term: entry.term,
      kind: 'keyword',
      strength: entry.strength,
    }),
  );
  return evidence.sort(
    (a, b) => a.start - b.start || b.end - a.end || CATEGORIES.indexOf(a.label) - CATEGORIES.indexOf(b.label),
  );
}

/** What the normaliser folded, and the terms that were found in another spelling, in text order. */
export function evasionOf({ hits }: KeywordMatch, { folds, offsets }: Normalized): Evasion[] {
  const spellings = new Map<string, Evasion>();
  for (const { start, end, variant } of hits) {
    if (variant === null) continue;
    // One disguised word may stand for terms of several labels; it is one evasion.
    spellings.set(`${start}-${end}`, { kind: 'homophone', ...offsets.toOriginal(start, end) });
  }
  return [...folds, ...spellings.values()].sort((a, b) => a.start - b.start || a.end - b.end);
}
