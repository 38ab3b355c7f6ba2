import type { Segmenter } from '../segment/index.ts';
import type { AllowEntry, Condition, Lexicon, LexiconEntry, LexiconVariant } from './lexicon-types.ts';
import { type KeywordMatch, matchKeywords } from './match.ts';
import { scanText } from './occurrences.ts';

/** Between a term and what must stand near it: no word, and no end of the sentence. */
const GAP = ' , ';

/**
 * Checks that a lexicon does what its lines say, beyond what loading checks.
 *
 * @returns Mistakes, each beginning with the `file:line` that is to be mended; empty for a good lexicon.
 */
export function checkLexicon(lexicon: Lexicon, segmenter: Segmenter): string[] {
  const match = (text: string): KeywordMatch => matchKeywords(text, lexicon, segmenter);
  const needed = new Set(
    lexicon.entries.flatMap(({ needs }) => needs?.alternatives.flatMap(({ spellings }) => [...spellings]) ?? []),
  );
  return [
    ...lexicon.entries.flatMap((entry) => checkEntry(entry, match)),
    ...lexicon.variants.flatMap((variant) => checkVariant(variant, lexicon, match)),
    ...lexicon.allow.flatMap((entry) => checkAllow(entry, lexicon, needed, match)),
  ];
}

type Match = (text: string) => KeywordMatch;

function checkEntry(entry: LexiconEntry, match: Match): string[] {
  for (const text of sentences(entry.folded, entry.needs, null)) {
    if (match(text).hits.some((hit) => hit.entry === entry && hit.variant === null)) return [];
  }
  const remedy = 'look at its needs, its not_near, allow.tsv and longer terms';
  return [`${entry.source}: term "${entry.term}" does not find itself beside what it needs; ${remedy}`];
}

function checkVariant(
  { variant, folded, term, needs, source }: LexiconVariant,
  lexicon: Lexicon,
  match: Match,
): string[] {
  if (folded === term) return [`${source}: variant "${variant}" folds to its term; take the line out`];
  for (const entry of lexicon.entries.filter((candidate) => candidate.folded === term)) {
    for (const text of sentences(folded, needs, entry.needs)) {
      if (match(text).hits.some((hit) => hit.variant === variant)) return [];
    }
  }
  return [`${source}: variant "${variant}" does not find its term; look at its needs and at those of the term`];
}

function checkAllow(entry: AllowEntry, lexicon: Lexicon, needed: ReadonlySet<number>, match: Match): string[] {
  const { folded, phrase, near, source } = entry;
  for (const text of sentences(folded, near, null)) {
    const hidden = match(text).hidden.some(({ why, end }) => why === 'allow' && end <= folded.length);
    if (hidden) return [];
  }
  if (near !== null && lexicon.entries.some((other) => other.folded.includes(folded))) return [];
  // A phrase may also keep a word from meeting the needs of terms, as 人民币 does with its 币.
  const { found } = scanText(folded, lexicon);
  const inner = found.filter((_, i) => i % 3 === 0).flatMap((pattern) => lexicon.spellingsOfPattern[pattern]!);
  if (inner.some((spelling) => needed.has(spelling) && lexicon.spellings[spelling]!.text !== folded)) return [];
  return [`${source}: phrase "${phrase}" hides nothing; write a phrase that holds a whole term, or take it out`];
}

/** The text with an alternative of one condition behind it and of the other in front, in every combination. */
function* sentences(text: string, behind: Condition | null, front: Condition | null): Generator<string> {
  const wordsOf = (condition: Condition | null) => condition?.alternatives.flatMap(({ words }) => words) ?? [null];
  for (const first of wordsOf(front)) {
    for (const last of wordsOf(behind)) {
      yield (first === null ? '' : first + GAP) + text + (last === null ? '' : GAP + last);
    }
  }
}
