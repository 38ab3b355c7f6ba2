import { CLASSES, DIGIT, HAN, isHighSurrogate, isLowSurrogate, isWordClass, LETTER, SEPARATOR } from './characters.ts';
import { applyEdits, type Draft, type Edit, report } from './draft.ts';
import { readRows } from './files.ts';

/** A separator repeated, or put between spaces, is still one: 虚**拟**币. */
const LONGEST_SEPARATOR = 3;
const FEWEST_LETTERS = 4;
const FEWEST_HAN = 3;
/** Signs that part the items of a list as well. */
const LIST_SIGNS: ReadonlySet<number> = new Set([...'/|+'].map((sign) => sign.charCodeAt(0)));
const FEWEST_HAN_IN_LIST = 4;
const SPACE = 0x20;
/** A row of results: won, drawn, lost. */
const RESULTS: ReadonlySet<number> = new Set([...'wdl'].map((letter) => letter.charCodeAt(0)));

const PAIR_WORDS: readonly string[] = readRows('split-pairs.txt').flatMap(([line]) => line!.split(' '));
const PAIRS: ReadonlySet<number> = new Set(PAIR_WORDS.map((pair) => pairKey(pair.charCodeAt(0), pair.charCodeAt(1))));
/** Characters of the pairs, small and capital. */
export const PAIR_UNITS: Uint8Array = new Uint8Array(0x10000);
for (const character of PAIR_WORDS.join('') + PAIR_WORDS.join('').toUpperCase())
  PAIR_UNITS[character.charCodeAt(0)] = 1;

/** Single characters parted by one and the same separator. */
interface Chain {
  /** Positions of the first and the last character; what lies between is one character a step. */
  first: number;
  last: number;
  /** From one character to the next, in units. */
  step: number;
}

/**
 * Closes words whose characters were set apart: 虚*拟*币, s i g n a l, U-S-D-T. After all folds that change
 * single characters, so that ordinary ones stand here; before leet and repeats, which look at whole words.
 * A chain needs one and the same separator throughout and single characters between, which lists and sentences
 * do not have; line ends are boundaries.
 */
export function foldSeparators(draft: Draft): boolean {
  if (draft.off.has('separator')) return false;
  const { units, length } = draft;
  const edits: Edit[] = [];
  for (let i = 0; i < length; i += 1) {
    // Most characters are no part of a chain: told before a call is made.
    if (!isElement(units[i]!) || i + 1 >= length || !isSeparator(units[i + 1]!)) continue;
    const chain = chainFrom(units, length, i);
    if (chain === null) continue;
    const word = trim(units, length, chain);
    if (isWord(units, length, word)) {
      report(draft, 'separator', word.first, word.last + 1);
      for (let k = word.first; k < word.last; k += word.step)
        edits.push({ start: k + 1, end: k + word.step, text: '' });
    }
    // The last character may be the first of another chain.
    i = Math.max(i, chain.last - 1);
  }
  return applyEdits(draft, edits);
}

function isElement(unit: number): boolean {
  return isWordClass(CLASSES[unit]!);
}

function isSeparator(unit: number): boolean {
  return CLASSES[unit]! >= SEPARATOR;
}

/** The longest chain that starts at `first`; null when no separator with a character behind it follows. */
function chainFrom(units: Uint16Array, length: number, first: number): Chain | null {
  let width = 0;
  while (width <= LONGEST_SEPARATOR && first + 1 + width < length && isSeparator(units[first + 1 + width]!)) width += 1;
  if (width === 0 || width > LONGEST_SEPARATOR) return null;
  if (!isOneSign(units, first + 1, width)) return null;
  const step = width + 1;
  let last = first;
  while (last + step < length && isElement(units[last + step]!) && sameUnits(units, first + 1, last + 1, width))
    last += step;
  return last === first ? null : { first, last, step };
}

/** One sign, perhaps repeated or between spaces, and no half of a surrogate pair. */
function isOneSign(units: Uint16Array, start: number, width: number): boolean {
  let sign = SPACE;
  for (let i = start; i < start + width; i += 1) {
    const unit = units[i]!;
    if (isHighSurrogate(unit) && i + 1 < start + width && isLowSurrogate(units[i + 1]!)) i += 1;
    else if (isHighSurrogate(unit) || isLowSurrogate(unit)) return false;
    if (unit === SPACE) continue;
    if (sign !== SPACE && sign !== unit) return false;
    sign = unit;
  }
  // Two or three spaces are layout.
  return sign !== SPACE || width === 1;
}

function sameUnits(units: Uint16Array, a: number, b: number, width: number): boolean {
  for (let i = 0; i < width; i += 1) {
    if (units[a + i] !== units[b + i]) return false;
  }
  return true;
}

/** Leaves out an end that belongs to a longer word: the s of "news - a - b" is no single letter. */
function trim(units: Uint16Array, length: number, chain: Chain): Chain {
  const sign = signOf(units, chain);
  const strict = sign === SPACE || LIST_SIGNS.has(sign);
  const first = belongsTo(units[chain.first]!, units[chain.first - 1] ?? 0, strict)
    ? chain.first + chain.step
    : chain.first;
  const after = chain.last + 1 < length ? units[chain.last + 1]! : 0;
  const last = belongsTo(units[chain.last]!, after, strict) ? chain.last - chain.step : chain.last;
  return { first, last, step: chain.step };
}

/** Han is written without spaces, so 要虚*拟*币吗 hides a word as well; in a list each item stands by itself. */
function belongsTo(unit: number, neighbour: number, strict: boolean): boolean {
  const kind = CLASSES[neighbour]!;
  if (CLASSES[unit] === HAN) return strict && isWordClass(kind);
  return kind === LETTER || kind === DIGIT;
}

/** The sign of the separator, spaces around it aside. */
function signOf(units: Uint16Array, chain: Chain): number {
  for (let i = chain.first + 1; i < chain.first + chain.step; i += 1) {
    if (units[i] !== SPACE) return units[i]!;
  }
  return SPACE;
}

function isWord(units: Uint16Array, length: number, chain: Chain): boolean {
  let han = 0;
  let letters = 0;
  let digits = 0;
  for (let i = chain.first; i <= chain.last; i += chain.step) {
    const kind = CLASSES[units[i]!];
    if (kind === HAN) han += 1;
    else if (kind === LETTER) letters += 1;
    else digits += 1;
  }
  const count = han + letters + digits;
  if (count === 2) return isPair(units, length, chain);
  if (han > 0) {
    if (digits > 0) return false;
    const fewest = LIST_SIGNS.has(signOf(units, chain)) || letters > 0 ? FEWEST_HAN_IN_LIST : FEWEST_HAN;
    return count >= fewest;
  }
  return letters >= FEWEST_LETTERS && digits * 2 <= letters && !isRow(units, chain);
}

/** Letters that are a row of items: the alphabet, one letter over and over, or results. */
function isRow(units: Uint16Array, chain: Chain): boolean {
  let alphabet = true;
  let results = true;
  let same = true;
  for (let i = chain.first; i <= chain.last; i += chain.step) {
    const letter = units[i]!;
    const steps = (i - chain.first) / chain.step;
    alphabet &&= letter === units[chain.first]! + steps;
    same &&= letter === units[chain.first]!;
    results &&= RESULTS.has(letter);
  }
  return alphabet || results || same;
}

function isPair(units: Uint16Array, length: number, chain: Chain): boolean {
  const sign = signOf(units, chain);
  const first = units[chain.first]!;
  const last = units[chain.last]!;
  if (LIST_SIGNS.has(sign) || !PAIRS.has(pairKey(first, last))) return false;
  if (CLASSES[first] === HAN && CLASSES[last] === HAN) {
    // 买币 安全 is no 币安: such a pair has to stand alone.
    return !isElement(units[chain.first - 1] ?? 0) && !(chain.last + 1 < length && isElement(units[chain.last + 1]!));
  }
  return sign !== SPACE;
}

function pairKey(first: number, second: number): number {
  return first * 0x10000 + second;
}
