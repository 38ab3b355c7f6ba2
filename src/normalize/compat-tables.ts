import { charactersBetween, markUnits } from './characters.ts';
import { isRegionalIndicator, STYLED_LETTERS } from './styled.ts';

/** Left as they are: accents that stand alone, of which NFKC makes a space and a mark, and the emoji for information. */
const KEPT =
  /^[\u2139\u00a8\u00af\u00b4\u00b8\u02d8-\u02dd\u037a\u0384\u0385\u1fbd-\u1fc1\u1fcd-\u1fcf\u1fdd-\u1fdf\u1fed-\u1fef\u1ffd\u1ffe\u2017\u203e\u309b\u309c]/;
/** Where characters with a compatibility form stand. */
const BLOCKS = [
  [0x80, 0x33ff],
  [0xa000, 0xabff],
  [0xf900, 0xffff],
  [0x10000, 0x1fbff],
  [0x2f800, 0x2fa1f],
] as const;
/** A superset of what NFKC changes that regular expressions know, so that the tables are built in little time. */
const MAY_CHANGE = /[\p{Changes_When_NFKC_Casefolded}\p{Regional_Indicator}]|(?=[\u{10000}-\u{1efff}])\p{M}/gu;

export const PLAIN = 0;
export const CHANGES = 1;
/** Composes with, or is sorted behind, what stands before it. */
export const JOINS = 2;

/** Which units are not yet NFKC, or may not be because of a neighbour. */
export const COMPAT_UNITS: Uint8Array = new Uint8Array(0x10000);
/** The ordinary form of a unit where that is one unit as well; 0 for all others. */
export const ONE_TO_ONE: Uint16Array = new Uint16Array(0x10000);
/** Code points beyond the first plane that COMPAT_UNITS, which knows their first half only, speaks of. */
export const BEYOND: ReadonlySet<number> = fillTables();

function fillTables(): Set<number> {
  const beyond = new Set<number>(STYLED_LETTERS.keys());
  const letters = [...STYLED_LETTERS.keys()].map((codePoint) => String.fromCodePoint(codePoint));
  const blocks = BLOCKS.map(([first, last]) => charactersBetween(first, last)).join('');
  for (const character of [...letters, ...(blocks.match(MAY_CHANGE) ?? [])]) {
    const codePoint = character.codePointAt(0)!;
    const folded = toOrdinary(character);
    if (codePoint > 0xffff) {
      if (folded === character && !isRegionalIndicator(codePoint) && !/\p{M}/u.test(character)) continue;
      beyond.add(codePoint);
    } else if (folded === character) continue;
    else if (folded.length === 1) ONE_TO_ONE[codePoint] = folded.charCodeAt(0);
    COMPAT_UNITS[character.charCodeAt(0)] = CHANGES;
  }
  markUnits(COMPAT_UNITS, /[\p{M}\u1160-\u11ff\uff9e\uff9f]+/gu, JOINS);
  return beyond;
}

/** The ordinary form of a character with the marks behind it. */
export function toOrdinary(text: string): string {
  const first = text.codePointAt(0)!;
  const letter = STYLED_LETTERS.get(first);
  if (letter !== undefined) return letter + text.slice(first > 0xffff ? 2 : 1);
  return KEPT.test(text) ? text : text.normalize('NFKC');
}
