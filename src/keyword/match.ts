import type { Category } from '../labels.ts';
import type { Segmenter } from '../segment/index.ts';
import { type AllowedRange, findAllowed, isAllowed } from './allowed.ts';
import { findHomophones, hasCompany } from './homophones.ts';
import type { Lexicon, LexiconEntry, TermUse } from './lexicon-types.ts';
import {
  confirmTerms,
  explainedBefore,
  explainedBehind,
  isNear,
  NEAR,
  type Occurrence,
  type ScannedText,
  type Surroundings,
  scanText,
  surroundingsOf,
} from './occurrences.ts';
import { lazyWords, type WordAcross } from './words-around.ts';

/** A term confirmed in the text; the range is half-open, in UTF-16 code units of the folded text. */
export interface KeywordHit {
  entry: LexiconEntry;
  start: number;
  end: number;
  /** The variant found instead of the term, as the lexicon writes it (evasion of kind `homophone`); or null. */
  variant: string | null;
}

/** Why a term that stands in the text is no hit. */
export type HiddenReason = 'word_boundary' | 'segmentation' | 'needs' | 'not_near' | 'allow';

/** A term that stands in the text but is no hit. */
export interface HiddenHit extends KeywordHit {
  why: HiddenReason;
}

/** What the lexicon finds in a text: both lists in text order. */
export interface KeywordMatch {
  hits: KeywordHit[];
  hidden: HiddenHit[];
}

/**
 * Finds the lexicon's terms in a folded text and confirms each: whole words in Latin script, no half words
 * in Chinese, conditions met, not allowed. For each label the leftmost and then longest hits are kept.
 */
export function matchKeywords(folded: string, lexicon: Lexicon, segmenter: Segmenter): KeywordMatch {
  const text = scanText(folded, lexicon);
  const { whole, partial } = confirmTerms(text);
  const allowed = findAllowed(text, whole);
  const wordAcross = lazyWords(folded, segmenter);
  const hits: KeywordHit[] = [];
  const hidden: HiddenHit[] = [];
  const hide = ({ start, end }: Occurrence, { entry, variant }: TermUse, why: HiddenReason): void => {
    hidden.push({ entry, start, end, variant, why });
  };
  for (const occurrence of partial) {
    for (const use of usesOf(occurrence, lexicon)) hide(occurrence, use, 'word_boundary');
  }
  for (const occurrence of whole) {
    const { start, end } = occurrence;
    const around = surroundingsOf(occurrence, text);
    for (const use of usesOf(occurrence, lexicon)) {
      const why = unmet(use, around, text, allowed);
      if (why !== null) hide(occurrence, use, why);
      // Segmenting is the dear one of the reasons, so it is asked last.
      else if (cutsWord(occurrence, text, wordAcross)) hide(occurrence, use, 'segmentation');
      else hits.push({ entry: use.entry, start, end, variant: use.variant });
    }
  }
  for (const homophone of findHomophones(folded, lexicon.sounds, lexicon.spellings, wordAcross)) {
    const { start, end, written } = homophone;
    if (!hasCompany(homophone, whole, NEAR)) continue;
    const around = surroundingsOf(homophone, text);
    for (const use of usesOf(homophone, lexicon)) {
      if (unmet(use, around, text, allowed) === null) hits.push({ entry: use.entry, start, end, variant: written });
    }
  }
  return { hits: leftmostLongest(hits), hidden: hidden.sort((a, b) => a.start - b.start) };
}

function usesOf(occurrence: Occurrence, lexicon: Lexicon): readonly TermUse[] {
  return lexicon.usesOfSpelling[occurrence.spelling] ?? [];
}

function unmet(
  use: TermUse,
  around: Surroundings,
  text: ScannedText,
  allowed: readonly AllowedRange[],
): HiddenReason | null {
  if (isAllowed(allowed, around.hit.start, around.hit.end)) return 'allow';
  // An innocent phrase meets no need either: the 币 of 人民币 is no coin.
  const counts = (start: number, end: number): boolean => !isAllowed(allowed, start, end);
  for (const needs of [use.entry.needs, use.needs]) {
    if (needs !== null && !isNear(needs, around, text, counts)) return 'needs';
  }
  const { notNear } = use.entry;
  return notNear !== null && isNear(notNear, around, text) ? 'not_near' : null;
}

/** Longer Chinese terms are words by themselves: checking them would cost more than it hides. */
const LONGEST_CHECKED = 3;

/**
 * True when a short Chinese term begins or ends in the middle of a word, as 大麻 does in 大 麻烦. Two terms side
 * by side can make up a dictionary word out of their halves (撸毛带单 holds 毛带): a word counts for nothing
 * when the lexicon explains the rest of it.
 */
function cutsWord({ spelling, start, end }: Occurrence, text: ScannedText, wordAcross: WordAcross): boolean {
  const { han } = text.lexicon.spellings[spelling]!;
  if (han === 0 || han > LONGEST_CHECKED) return false;
  const first = wordAcross(start);
  if (first !== null && !explainedBefore(text, first.start, start)) return true;
  const last = wordAcross(end);
  return last !== null && !explainedBehind(text, end, last.end);
}

/** Of overlapping hits with one label the leftmost stays, of those the longest, of those the first in the lexicon. */
function leftmostLongest(hits: readonly KeywordHit[]): KeywordHit[] {
  const lastEnd = new Map<Category, number>();
  const sorted = [...hits].sort((a, b) => a.start - b.start || b.end - a.end);
  return sorted.filter(({ entry, start, end }) => {
    if (start < (lastEnd.get(entry.label) ?? 0)) return false;
    lastEnd.set(entry.label, end);
    return true;
  });
}
