import { stemmer } from 'stemmer';
import { normalize } from '../normalize/index.ts';
import { isDigit, isHan, isLatin } from './script.ts';

/** What a lexicon term looks like in a folded text, and how an occurrence of it is told from a chance one. */
export interface Spelling {
  /** Folded, with runs of white space and hyphens as one space. */
  text: string;
  /** What the automaton looks for: the text, with its last word cut to what all its inflections begin with. */
  pattern: string;
  /** The last word, where it is Latin; an occurrence goes on to the end of its word. */
  lastWord: string | null;
  /** Stem of the last word, where it is long enough to have inflected forms. */
  stem: string | null;
  startsLatin: boolean;
  /** Han characters in the text. */
  han: number;
}

const SHORTEST_STEM = 4;
const SHORTEST_PLURAL = 3;
/** What an inflected form adds to the common start at most (swap, swapping), or to the term's own ending. */
const LONGEST_ENDING = 4;
const LONGEST_SUFFIX = 2;
const LAST_WORD = /[a-z0-9\u00c0-\u024f]+$/;
const INFLECTING = new RegExp(`^[a-z]{${SHORTEST_STEM},}$`);

/** Folds a term as texts are folded; empty when nothing is left of it. */
export function foldTerm(term: string): string {
  return normalize(term)
    .text.replace(/[\s\-\u2010-\u2013]+/g, ' ')
    .trim();
}

/** Works out how a folded term is searched and confirmed. */
export function toSpelling(folded: string): Spelling {
  const lastWord = LAST_WORD.exec(folded)?.[0] ?? null;
  const head = folded.slice(0, folded.length - (lastWord?.length ?? 0));
  return {
    text: folded,
    pattern: lastWord === null ? folded : head + commonStart(lastWord),
    lastWord,
    stem: lastWord !== null && INFLECTING.test(lastWord) ? stemmer(lastWord) : null,
    startsLatin: isLatin(folded.charCodeAt(0)),
    han: Array.from({ length: folded.length }, (_, i) => folded.charCodeAt(i)).filter(isHan).length,
  };
}

/** "trading", "trades" and "trade" all begin with "trad": the stem "trade" without the vowel that Porter leaves. */
function commonStart(word: string): string {
  if (!INFLECTING.test(word)) return word;
  const stem = stemmer(word).replace(/[ei]$/, '');
  let shared = 0;
  while (shared < stem.length && stem[shared] === word[shared]) shared += 1;
  return word.slice(0, shared);
}

/**
 * Finds the end of the word in which an occurrence of the pattern ends.
 *
 * @returns The end, or -1 when the occurrence is no whole word or inflected form of the spelling.
 */
export function confirmLatin(text: string, start: number, end: number, spelling: Spelling): number {
  if (spelling.startsLatin && !startsWord(text, start)) return -1;
  if (spelling.lastWord === null) return end;
  const cut = spelling.text.length - spelling.pattern.length;
  const limit = end + Math.max(LONGEST_ENDING, cut + LONGEST_SUFFIX);
  let wordEnd = end;
  while (isLatin(text.charCodeAt(wordEnd))) {
    wordEnd += 1;
    if (wordEnd > limit) return -1;
  }
  const word = text.slice(end + cut - spelling.lastWord.length, wordEnd);
  return isFormOf(word, spelling) ? wordEnd : -1;
}

/** A number in front is no part of the word: 500usdt is an amount of usdt. Letters before the number are. */
function startsWord(text: string, start: number): boolean {
  let before = start - 1;
  if (!isDigit(text.charCodeAt(start))) {
    while (isDigit(text.charCodeAt(before))) before -= 1;
  }
  return !isLatin(text.charCodeAt(before));
}

function isFormOf(word: string, { lastWord, stem }: Spelling): boolean {
  if (word === lastWord) return true;
  if (stem !== null) return INFLECTING.test(word) && stemmer(word) === stem;
  // Short words are mostly abbreviations: only their plural is taken, as in nfts, because stems would make "u" of "us".
  return lastWord!.length >= SHORTEST_PLURAL && word === `${lastWord}s`;
}
