import { CLASSES, DIGIT, HAN, LETTER } from './characters.ts';
import { type Draft, report } from './draft.ts';
import { readRows } from './files.ts';

/** Fewest characters of a word in which a look-alike is resolved: shorter mixtures are formulas and units. */
const SHORTEST_WORD = 3;
/** Greek letters stand singly beside Han in formulas; two or more do not. */
const SHORTEST_GREEK = 2;

/** The ASCII letter that a letter, or a currency sign used as one, looks like; 0 for all other units. */
const ALIKE: Uint16Array = new Uint16Array(0x10000);
export const LOOKALIKE_UNITS: Uint8Array = buildUnits();

function buildUnits(): Uint8Array {
  const units = new Uint8Array(0x10000);
  for (const [sign, letter] of [...readRows('confusables.tsv'), ...readRows('letter-signs.tsv')]) {
    ALIKE[sign!.charCodeAt(0)] = letter!.charCodeAt(0);
    units[sign!.charCodeAt(0)] = 1;
  }
  return units;
}

/**
 * Resolves letters of other alphabets, and currency signs, that pose as Latin ones. Before case, because Cyrillic
 * В looks like B but its small form в like nothing. Only in a word that mixes them with Latin letters, or that
 * touches Han and consists of nothing else: a Russian or Greek word has letters that look like no Latin one, or
 * stands among others of its kind.
 */
export function foldConfusables(draft: Draft): boolean {
  if (draft.off.has('lookalike')) return false;
  const { units, length } = draft;
  let changed = false;
  for (let start = 0; start < length; start += 1) {
    if (!isWordUnit(units[start]!)) continue;
    let end = start + 1;
    while (end < length && isWordUnit(units[end]!)) end += 1;
    if (posesAsLatin(units, length, start, end)) {
      resolve(draft, start, end);
      changed = true;
    }
    start = end;
  }
  return changed;
}

function isWordUnit(unit: number): boolean {
  return isLetterOrSign(unit) || CLASSES[unit] === DIGIT;
}

function posesAsLatin(units: Uint16Array, length: number, start: number, end: number): boolean {
  let latin = 0;
  let alike = 0;
  let letters = 0;
  for (let i = start; i < end; i += 1) {
    const unit = units[i]!;
    if (ALIKE[unit] !== 0) {
      if (isAmountSign(units, i)) continue;
      alike += 1;
      if (isLetter(unit)) letters += 1;
    } else if (isLatin(unit)) latin += 1;
    else if (isLetter(unit)) return false;
  }
  if (alike === 0) return false;
  if (latin > 0) return latin + alike >= SHORTEST_WORD;
  const touchesHan = CLASSES[units[start - 1] ?? 0] === HAN || (end < length && CLASSES[units[end]!] === HAN);
  return touchesHan && letters > 0 && (letters >= SHORTEST_GREEK || !isGreek(units[start]!));
}

/** A currency sign with no letter, real or posing, at its side stands before or behind an amount. */
function isAmountSign(units: Uint16Array, index: number): boolean {
  return !isLetter(units[index]!) && !isLetterOrSign(units[index - 1] ?? 0) && !isLetterOrSign(units[index + 1] ?? 0);
}

function isLetterOrSign(unit: number): boolean {
  return isLetter(unit) || ALIKE[unit] !== 0;
}

function isLetter(unit: number): boolean {
  return CLASSES[unit] === LETTER;
}

function isLatin(unit: number): boolean {
  const small = unit | 0x20;
  return small >= 0x61 && small <= 0x7a && unit < 0x80;
}

function isGreek(unit: number): boolean {
  return unit >= 0x370 && unit <= 0x3ff;
}

function resolve(draft: Draft, start: number, end: number): void {
  const { units } = draft;
  for (let i = start; i < end; i += 1) {
    const letter = ALIKE[units[i]!]!;
    if (letter === 0 || isAmountSign(units, i)) continue;
    report(draft, 'lookalike', i, i + 1);
    units[i] = letter;
  }
}
