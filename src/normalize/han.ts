import type { Draft } from './draft.ts';
import { report } from './draft.ts';
import { readRows } from './files.ts';

/** In this many unmistakably traditional characters a text shows that it is not written in simplified ones. */
const CERTAIN_TO_TRUST = 2;

/** The simplified form of characters that are traditional only, and of those that either script may hold. */
const CERTAIN = new Uint16Array(0x10000);
const AMBIGUOUS = new Uint16Array(0x10000);
export const TRADITIONAL_UNITS: Uint8Array = buildUnits();

function buildUnits(): Uint8Array {
  const units = new Uint8Array(0x10000);
  for (const [traditional, simplified, ambiguous] of readRows('traditional.tsv')) {
    const table = ambiguous === undefined ? CERTAIN : AMBIGUOUS;
    table[traditional!.charCodeAt(0)] = simplified!.charCodeAt(0);
    units[traditional!.charCodeAt(0)] = 1;
  }
  return units;
}

/**
 * Writes simplified characters for traditional ones, one for one. After NFKC, which resolves compatibility
 * ideographs; before the folds that look for words. Simplified text is never altered: a character that the
 * simplified standard knows as well (乾 in 乾坤, 於 as a surname) is folded only in a text that is
 * traditional beyond doubt. 著 and 瞭 are not folded at all, since traditional text needs both readings (著名, 瞭望).
 */
export function foldHan(draft: Draft): boolean {
  if (draft.off.has('traditional')) return false;
  const { units, length } = draft;
  let certain = 0;
  for (let i = 0; i < length; i += 1) {
    if (CERTAIN[units[i]!] !== 0) certain += 1;
  }
  if (certain === 0) return false;
  for (let i = 0; i < length; i += 1) {
    const unit = units[i]!;
    const simplified = CERTAIN[unit]! || (certain >= CERTAIN_TO_TRUST ? AMBIGUOUS[unit]! : 0);
    if (simplified === 0) continue;
    report(draft, 'traditional', i, i + 1);
    units[i] = simplified;
  }
  return true;
}
