import { CLASSES, DIGIT, LETTER } from './characters.ts';
import { type Draft, report } from './draft.ts';
import { readRows } from './files.ts';

const SHORTEST_WORD = 4;
/** Letters that have to follow a digit or sign at the start of a word. */
const LETTERS_AFTER_START = 3;
/** What each digit or sign is read as. 1 and ! are an i or an l; the word list tells which. */
const READINGS: ReadonlyMap<string, string> = new Map([
  ['0', 'o'],
  ['1', 'i'],
  ['3', 'e'],
  ['4', 'a'],
  ['5', 's'],
  ['7', 't'],
  ['8', 'b'],
  ['9', 'g'],
  ['@', 'a'],
  ['$', 's'],
  ['!', 'i'],
]);
/** The words of the list by their key. */
const WORDS: ReadonlyMap<string, string> = new Map(
  readRows('leet-words.txt').flatMap(([line]) => line!.split(' ').map((word): [string, string] => [keyOf(word), word])),
);
const LONGEST_WORD: number = Math.max(...[...WORDS.keys()].map((key) => key.length));
const AT = 0x40;
const DOLLAR = 0x24;
const EXCLAMATION = 0x21;
/** A word behind one of these is a handle or part of an address. */
const ADDRESS_SIGNS: ReadonlySet<number> = new Set([...'@/._-'].map((sign) => sign.charCodeAt(0)));

/**
 * Reads digits and signs in a Latin word as the letters that they stand for: b1tc0in, a$$et. After separators, which
 * put such a word together. Only when the outcome is a word of the list, so that names of things, amounts and codes
 * (web3, 2nd, usdt2, h264, QX7712) stay.
 */
export function foldLeet(draft: Draft): boolean {
  if (draft.off.has('leet')) return false;
  const { units, length } = draft;
  let changed = false;
  for (let i = 0; i < length; i += 1) {
    if (!isLeetUnit(units[i]!)) continue;
    let end = i + 1;
    while (end < length && isLeetUnit(units[end]!)) end += 1;
    if (!isInAddress(units, length, i, end)) changed = resolve(draft, i, end) || changed;
    i = end;
  }
  return changed;
}

/** Whether a sign, not a digit, may stand for a letter. */
export function isLeetSign(unit: number): boolean {
  return unit === AT || unit === DOLLAR || unit === EXCLAMATION;
}

function isLeetUnit(unit: number): boolean {
  return (unit < 0x80 && (CLASSES[unit] === LETTER || CLASSES[unit] === DIGIT)) || isLeetSign(unit);
}

function isInAddress(units: Uint16Array, length: number, start: number, end: number): boolean {
  if (start > 0 && ADDRESS_SIGNS.has(units[start - 1]!)) return true;
  if (units[start] === AT) return true;
  return end + 1 < length && ADDRESS_SIGNS.has(units[end]!) && isLeetUnit(units[end + 1]!);
}

function resolve(draft: Draft, start: number, end: number): boolean {
  const { units } = draft;
  // An exclamation mark behind a word ends the sentence.
  while (end > start && isLeetSign(units[end - 1]!)) end -= 1;
  if (end - start < SHORTEST_WORD || end - start > LONGEST_WORD || !isMixture(units, start, end)) return false;
  const written = String.fromCharCode(...units.subarray(start, end));
  const word = WORDS.get(keyOf(written));
  if (word === undefined) return false;
  report(draft, 'leet', start, end);
  for (let i = 0; i < word.length; i += 1) units[start + i] = word.charCodeAt(i);
  return true;
}

function isMixture(units: Uint16Array, start: number, end: number): boolean {
  let letters = 0;
  for (let i = start; i < end; i += 1) letters += CLASSES[units[i]!] === LETTER ? 1 : 0;
  const signs = end - start - letters;
  if (signs === 0 || letters < signs) return false;
  // A number behind a word is a version or an amount, unless the word has other signs: 5ignal5.
  if (CLASSES[units[end - 1]!] !== LETTER && (signs === 1 || CLASSES[units[end - 2]!] !== LETTER)) return false;
  if (CLASSES[units[start]!] === LETTER) return true;
  for (let i = start + 1; i <= start + LETTERS_AFTER_START; i += 1) {
    if (CLASSES[units[i]!] !== LETTER) return false;
  }
  return true;
}

/** What a word and its disguises have in common: digits and signs read as letters, and l as i. */
function keyOf(written: string): string {
  let key = '';
  for (const sign of written) key += sign === 'l' ? 'i' : (READINGS.get(sign) ?? sign);
  return key;
}
