import type { Segmenter } from '../segment/index.ts';
import type { Range } from './occurrences.ts';
import { isHan, isLatin } from './script.ts';

/** Tells which word, if any, reaches over a position from before it to behind it. */
export type WordAcross = (position: number) => Range | null;

/**
 * Segments a text only where it is asked about, and once: jieba reads 8 million characters a second, the
 * automaton several times that, and most texts have no hit that needs words.
 */
export function lazyWords(text: string, segmenter: Segmenter): WordAcross {
  // Questions come in text order, so the last stretch is the one that is asked about again.
  let run: Range = { start: 0, end: 0 };
  let wordEnds: number[] = [];
  return (position) => {
    if (!joins(text, position)) return null;
    if (position <= run.start || position >= run.end) {
      run = runAround(text, position);
      wordEnds = ends(segmenter.cut(text.slice(run.start, run.end)), run.start);
    }
    const at = firstAbove(wordEnds, position - 1);
    const start = at === 0 ? run.start : wordEnds[at - 1]!;
    return wordEnds[at] === position ? null : { start, end: wordEnds[at]! };
  };
}

function ends(pieces: readonly string[], start: number): number[] {
  let end = start;
  return pieces.map((piece) => {
    end += piece.length;
    return end;
  });
}

/** Words hold Han and Latin characters only; two Latin ones are none of the segmenter's business. */
function joins(text: string, position: number): boolean {
  const before = text.charCodeAt(position - 1);
  const after = text.charCodeAt(position);
  return (isHan(before) && isWord(after)) || (isWord(before) && isHan(after));
}

function isWord(unit: number): boolean {
  return isHan(unit) || isLatin(unit);
}

function runAround(text: string, position: number): Range {
  let start = position;
  let end = position;
  while (isWord(text.charCodeAt(start - 1))) start -= 1;
  while (isWord(text.charCodeAt(end))) end += 1;
  return { start, end };
}

/** Index of the first number above `limit`, in ascending numbers. */
function firstAbove(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numbers[middle]! > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}
