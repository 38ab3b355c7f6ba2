import type { FoldKind } from '../result.ts';
import { codePointBefore, codePointIn } from './characters.ts';
import { BEYOND, CHANGES, COMPAT_UNITS, JOINS, ONE_TO_ONE, PLAIN, toOrdinary } from './compat-tables.ts';
import { applyEdits, type Draft, type Edit, report, textOf } from './draft.ts';
import { isRegionalIndicator, lettersOfIndicators } from './styled.ts';

export { COMPAT_UNITS } from './compat-tables.ts';

const FULLWIDTH = /^[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/;
/** Ordinals, Roman numerals and the long s are ordinary writing, though NFKC makes one letter of each. */
const ORDINARY = /^[\u00aa\u00ba\u017f\u2160-\u217f]/;
const MATH_DIGIT = /^[\u{1d7ce}-\u{1d7ff}\u{1fbf0}-\u{1fbf9}]/u;
/** A longer pile of marks is not sorted as a whole: sorting takes quadratic time (UAX #15 calls it stream-safe). */
const LONGEST_SEGMENT = 32;

/**
 * Compatibility forms: full width, styled and enclosed letters, ligatures, presentation forms, by NFKC and a
 * table for the alphabets that it leaves alone. Before look-alikes, case and Han, whose tables then need the
 * ordinary form of a character only. Full-width punctuation is how Chinese is typed, so only letters and
 * digits are reported.
 */
export function foldCompat(draft: Draft): boolean {
  const { units, length } = draft;
  const edits: Edit[] = [];
  let changed = false;
  for (let i = 0; i < length; i += 1) {
    const unit = units[i]!;
    const state = COMPAT_UNITS[unit]!;
    if (state === PLAIN) continue;
    const joined = i + 1 < length && COMPAT_UNITS[units[i + 1]!] === JOINS;
    const single = ONE_TO_ONE[unit]!;
    if (state === CHANGES && single !== 0 && !joined) {
      changed = foldUnit(draft, i, single) || changed;
      continue;
    }
    const codePoint = codePointIn(units, length, i);
    if (state === CHANGES && codePoint > 0xffff && !BEYOND.has(codePoint)) continue;
    const start = state === JOINS ? startBefore(units, i, edits.at(-1)?.end ?? 0) : i;
    const end = endOfSegment(units, length, i, codePoint);
    const edit = foldSegment(draft, start, end);
    if (edit !== null) edits.push(edit);
    i = end - 1;
  }
  return applyEdits(draft, edits) || changed;
}

function foldUnit(draft: Draft, index: number, ordinary: number): boolean {
  const kind = isAlphanumeric(ordinary) ? kindOf(textOf(draft, index, index + 1), String.fromCharCode(ordinary)) : null;
  if (kind !== null) {
    if (draft.off.has(kind)) return false;
    report(draft, kind, index, index + 1);
  }
  draft.units[index] = ordinary;
  return true;
}

function foldSegment(draft: Draft, start: number, end: number): Edit | null {
  const text = textOf(draft, start, end);
  const folded = isRegionalIndicator(text.codePointAt(0)!) ? lettersOfIndicators(text) : toOrdinary(text);
  if (folded === text) return null;
  const kind = kindOf(text, folded);
  if (kind !== null) {
    if (draft.off.has(kind)) return null;
    report(draft, kind, start, end);
  }
  return { start, end, text: folded };
}

/** Where the character starts that a mark at `index` stands on, if no edit has taken it. */
function startBefore(units: Uint16Array, index: number, floor: number): number {
  if (index <= floor) return index;
  return Math.max(floor, index - (codePointBefore(units, index) > 0xffff ? 2 : 1));
}

function endOfSegment(units: Uint16Array, length: number, start: number, first: number): number {
  let end = start + (first > 0xffff ? 2 : 1);
  if (isRegionalIndicator(first)) {
    while (end < length && isRegionalIndicator(codePointIn(units, length, end))) end += 2;
    return end;
  }
  const limit = Math.min(length, start + LONGEST_SEGMENT);
  while (end < limit && COMPAT_UNITS[units[end]!] === JOINS) end += 1;
  return end;
}

function isAlphanumeric(unit: number): boolean {
  const small = unit | 0x20;
  return (unit >= 0x30 && unit <= 0x39) || (unit < 0x80 && small >= 0x61 && small <= 0x7a);
}

function kindOf(text: string, folded: string): FoldKind | null {
  if (FULLWIDTH.test(text)) return 'fullwidth';
  if (isRegionalIndicator(text.codePointAt(0)!) || MATH_DIGIT.test(text)) return 'styled';
  return /^[A-Za-z]$/.test(folded) && !ORDINARY.test(text) && text > '\x7f' ? 'styled' : null;
}
