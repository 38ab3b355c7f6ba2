import { readFileSync } from 'node:fs';

/** The project's words: what crypto talk needs and jieba's dictionary lacks, and benign words that hide false matches. */
export const WORDS_FILE: URL = new URL('../../data/segment/words.txt', import.meta.url);

/**
 * Count given to each of our words. In jieba's dictionary of 60 million counts a word of two frequent
 * characters needs about 50 to win over its characters apart; whole common words keep more.
 */
const WORD_COUNT = 1000;

/** Reads a word list: one word a line, `#` comment lines and blank lines allowed. */
export function readWords(file: URL): string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** The project's words in the dictionary form of jieba: word, count, part of speech. */
export function dictionaryLines(): string {
  return readWords(WORDS_FILE)
    .map((word) => `${word} ${WORD_COUNT} n\n`)
    .join('');
}
