import { isNear, type Occurrence, type Range, type ScannedText, surroundingsOf } from './occurrences.ts';

/** A stretch of allowed text. */
export interface AllowedRange extends Range {
  /** True when the words around it say that the text is innocent, which also goes for longer terms around the phrase. */
  byContext: boolean;
}

/**
 * Finds the allowed phrases of a text.
 *
 * @param occurrences The confirmed terms and phrases, in order of their starts.
 * @returns Ranges in text order; phrases that overlap are one range.
 */
export function findAllowed(text: ScannedText, occurrences: readonly Occurrence[]): AllowedRange[] {
  const ranges: AllowedRange[] = [];
  for (const occurrence of occurrences) {
    const { start, end } = occurrence;
    const applies = (text.lexicon.allowOfSpelling[occurrence.spelling] ?? []).filter(
      ({ near }) => near === null || isNear(near, surroundingsOf(occurrence, text), text),
    );
    if (applies.length === 0) continue;
    const byContext = applies.some(({ near }) => near !== null);
    const last = ranges.at(-1);
    if (last === undefined || start >= last.end) ranges.push({ start, end, byContext });
    else {
      last.end = Math.max(last.end, end);
      last.byContext ||= byContext;
    }
  }
  return ranges;
}

/**
 * True when an allowed phrase touches the range. A phrase that is only a part of it says nothing about the
 * whole (人民币 is innocent, 人民币换u is not), unless its surroundings do (the whale of a whale alert at sea).
 */
export function isAllowed(allowed: readonly AllowedRange[], start: number, end: number): boolean {
  for (let i = firstEndAfter(allowed, start); i < allowed.length && allowed[i]!.start < end; i += 1) {
    const phrase = allowed[i]!;
    const inside = phrase.start >= start && phrase.end <= end && phrase.end - phrase.start < end - start;
    if (phrase.byContext || !inside) return true;
  }
  return false;
}

/** Index of the first range that ends behind `position`. */
function firstEndAfter(ranges: readonly Range[], position: number): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ranges[middle]!.end > position) high = middle;
    else low = middle + 1;
  }
  return low;
}
