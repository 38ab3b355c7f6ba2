import { CLASSES, DIGIT, HAN, LETTER } from './characters.ts';
import { applyEdits, type Draft, type Edit, report } from './draft.ts';

/** From this many on, equal characters are cut. */
export const FEWEST_REPEATS = 4;
const KEPT = 2;
const WHITE_SPACE = /\s/;

/**
 * Cuts four or more of one letter, Han character or sign to two: sooooo, 涨涨涨涨涨, !!!!!!. Last, because every
 * other fold may bring equal characters together. Digits stay (10000), and so do letters in a word with digits,
 * which may be an address. Only a repeat inside a word is reported; 哈哈哈哈 and a row of signs hide nothing.
 */
export function foldRepeats(draft: Draft): boolean {
  const { units, length } = draft;
  const edits: Edit[] = [];
  let wordEnd = 0;
  let hasDigit = false;
  for (let i = 0; i < length; ) {
    const unit = units[i]!;
    if (i >= wordEnd && isAlphanumeric(unit)) {
      [wordEnd, hasDigit] = readWord(units, length, i);
    }
    let end = i + 1;
    while (end < length && units[end] === unit) end += 1;
    if (end - i >= FEWEST_REPEATS && isCut(unit) && !(i < wordEnd && hasDigit)) {
      const inWord = isPartOfWord(units, length, i, end);
      if (!(inWord && draft.off.has('repeat'))) {
        if (inWord) report(draft, 'repeat', i, end);
        edits.push({ start: i + KEPT - 1, end, text: String.fromCharCode(unit) });
      }
    }
    i = end;
  }
  return applyEdits(draft, edits);
}

function isAlphanumeric(unit: number): boolean {
  return CLASSES[unit] === LETTER || CLASSES[unit] === DIGIT;
}

function readWord(units: Uint16Array, length: number, start: number): [end: number, hasDigit: boolean] {
  let end = start;
  let hasDigit = false;
  while (end < length && isAlphanumeric(units[end]!)) {
    hasDigit ||= CLASSES[units[end]!] === DIGIT;
    end += 1;
  }
  return [end, hasDigit];
}

function isCut(unit: number): boolean {
  const isSurrogate = (unit & 0xf800) === 0xd800;
  return !isSurrogate && CLASSES[unit] !== DIGIT && !WHITE_SPACE.test(String.fromCharCode(unit));
}

/** Whether a letter of the same kind, other than the one repeated, touches the repeat. */
function isPartOfWord(units: Uint16Array, length: number, start: number, end: number): boolean {
  const kind = CLASSES[units[start]!];
  if (kind !== LETTER && kind !== HAN) return false;
  return (start > 0 && CLASSES[units[start - 1]!] === kind) || (end < length && CLASSES[units[end]!] === kind);
}
