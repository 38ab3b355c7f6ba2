import { stemmer } from 'stemmer';
import type { Segmenter } from './segmenter.ts';

/** A word of the text, as a half-open range in UTF-16 code units of the text given. */
export interface Token {
  start: number;
  end: number;
  /** The Porter stem, for words in ASCII letters; null for all others. */
  stem: string | null;
}

const WORD = /[\p{L}\p{M}\p{N}]+(?:['’]\p{L}+)*/gu;
const HAN = /\p{Script=Han}/u;
const ENGLISH = /^[a-z]+(?:['’][a-z]+)*$/i;

/**
 * Finds the words of a text: letters and digits together are one word, save where there is Han script,
 * which the segmenter cuts. White space, punctuation and symbols belong to no token.
 */
export function tokenize(text: string, segmenter: Segmenter): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(WORD)) {
    let start = match.index;
    for (const piece of HAN.test(match[0]) ? segmenter.cut(match[0]) : [match[0]]) {
      tokens.push({ start, end: start + piece.length, stem: ENGLISH.test(piece) ? stemmer(piece) : null });
      start += piece.length;
    }
  }
  return tokens;
}
