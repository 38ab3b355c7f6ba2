import { scan } from './automaton.ts';
import type { Condition, Lexicon } from './lexicon-types.ts';
import { endsSentence } from './script.ts';
import { confirmLatin } from './spelling.ts';

/** A half-open range in UTF-16 code units of the folded text. */
export interface Range {
  start: number;
  end: number;
}

/** A spelling of the lexicon in the folded text, whole-word where it is Latin. */
export interface Occurrence extends Range {
  /** Index into `Lexicon.spellings`. */
  spelling: number;
}

/** A folded text with everything that the automaton found in it. */
export interface ScannedText {
  folded: string;
  lexicon: Lexicon;
  /** Triples `pattern, start, end` in order of their ends, not confirmed yet. */
  found: readonly number[];
}

/** How far a condition looks to either side of a hit, in UTF-16 code units of the folded text. */
export const NEAR = 24;

/** Runs the automaton over the text. */
export function scanText(folded: string, lexicon: Lexicon): ScannedText {
  return { folded, lexicon, found: scan(lexicon.automaton, folded) };
}

/**
 * Confirms the terms and allowed phrases of the text. Words that only serve conditions are far more
 * frequent; they are confirmed when a condition asks.
 *
 * @returns Those that stand as whole words, in order of their starts; and the chance ones inside other words.
 */
export function confirmTerms({ folded, lexicon, found }: ScannedText): { whole: Occurrence[]; partial: Occurrence[] } {
  const whole: Occurrence[] = [];
  const partial: Occurrence[] = [];
  for (let i = 0; i < found.length; i += 3) {
    const terms = lexicon.termsOfPattern[found[i]!];
    if (terms === undefined) continue;
    const start = found[i + 1]!;
    for (const spelling of terms) {
      const end = confirmLatin(folded, start, found[i + 2]!, lexicon.spellings[spelling]!);
      if (end >= 0) whole.push({ spelling, start, end });
      else partial.push({ spelling, start, end: found[i + 2]! });
    }
  }
  whole.sort((a, b) => a.start - b.start || b.end - a.end);
  return { whole, partial };
}

/** The part of a hit's sentence within `NEAR` code units of it. */
export interface Surroundings {
  hit: Occurrence;
  from: number;
  to: number;
}

/** Finds the surroundings of a hit. */
export function surroundingsOf(hit: Occurrence, { folded }: ScannedText): Surroundings {
  const first = Math.max(0, hit.start - NEAR);
  const last = Math.min(folded.length, hit.end + NEAR);
  let from = hit.start;
  let to = hit.end;
  while (from > first && !endsSentence(folded, from - 1)) from -= 1;
  while (to < last && !endsSentence(folded, to)) to += 1;
  return { hit, from, to };
}

/**
 * Tells whether an alternative of the condition stands in the surroundings. What lies inside the hit itself
 * does not count, nor what `accept` turns down.
 */
export function isNear(
  condition: Condition,
  { hit, from, to }: Surroundings,
  { folded, lexicon, found }: ScannedText,
  accept: (start: number, end: number) => boolean = () => true,
): boolean {
  // Confirming can only move an end to the right, so no occurrence with its end found beyond `to` qualifies.
  for (let i = firstEndAfter(found, from); i < found.length && found[i + 2]! <= to; i += 3) {
    const start = found[i + 1]!;
    if (start < from) continue;
    for (const spelling of lexicon.spellingsOfPattern[found[i]!]!) {
      if (!isAlternative(condition, spelling)) continue;
      const end = confirmLatin(folded, start, found[i + 2]!, lexicon.spellings[spelling]!);
      const inside = start >= hit.start && end <= hit.end;
      if (end >= 0 && end <= to && !inside && accept(start, end)) return true;
    }
  }
  return false;
}

function isAlternative({ alternatives }: Condition, spelling: number): boolean {
  for (const { spellings } of alternatives) if (spellings.has(spelling)) return true;
  return false;
}

/** True when something of the lexicon, of any role, starts at `from` and reaches to `to` or further. */
export function explainedBehind({ found }: ScannedText, from: number, to: number): boolean {
  for (let i = firstEndAfter(found, to - 1); i < found.length && found[i + 2]! <= to + NEAR; i += 3) {
    if (found[i + 1] === from) return true;
  }
  return false;
}

/** True when something of the lexicon, of any role, ends at `to` and reaches back to `from` or further. */
export function explainedBefore({ found }: ScannedText, from: number, to: number): boolean {
  for (let i = firstEndAfter(found, to - 1); i < found.length && found[i + 2] === to; i += 3) {
    if (found[i + 1]! <= from) return true;
  }
  return false;
}

/** Index of the first triple whose end lies behind `position`. */
function firstEndAfter(found: readonly number[], position: number): number {
  let low = 0;
  let high = found.length / 3;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (found[middle * 3 + 2]! > position) high = middle;
    else low = middle + 1;
  }
  return low * 3;
}
