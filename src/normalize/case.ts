import { charactersBetween, codePointIn, isHighSurrogate } from './characters.ts';
import type { Draft } from './draft.ts';

/** Leads of the alphabets beyond the first plane that have capitals, such as Deseret and Adlam. */
const CASED_LEADS = [0xd801, 0xd803, 0xd806, 0xd81b, 0xd83a];

/** The small letter of every capital; 0 for all other units. */
const LOWER: Uint16Array = buildLower();

/** Capitals beyond ASCII, and the surrogates that may lead one. Those of ASCII are the fast path's business. */
export const CAPITAL_UNITS: Uint8Array = buildUnits();

function buildLower(): Uint16Array {
  const lower = new Uint16Array(0x10000);
  for (const [capital] of charactersBetween(0, 0xffff).matchAll(/\p{Changes_When_Lowercased}/gu)) {
    const small = capital.toLowerCase();
    // A single character alone: the small sigma at a word's end must not depend on its neighbours.
    if (small.length === 1) lower[capital.charCodeAt(0)] = small.charCodeAt(0);
  }
  return lower;
}

function buildUnits(): Uint8Array {
  const units = new Uint8Array(0x10000);
  for (let unit = 0x80; unit < 0x10000; unit += 1) units[unit] = LOWER[unit] === 0 ? 0 : 1;
  for (const lead of CASED_LEADS) units[lead] = 1;
  return units;
}

/**
 * Writes small letters, silently. After the look-alikes, because capitals of other alphabets look like Latin
 * ones far more often than their small letters do.
 */
export function foldCase(draft: Draft): boolean {
  const { units, length } = draft;
  let changed = false;
  for (let i = 0; i < length; i += 1) {
    const unit = units[i]!;
    const small = LOWER[unit]!;
    if (small !== 0) {
      units[i] = small;
      changed = true;
    } else if (isHighSurrogate(unit) && CASED_LEADS.includes(unit)) {
      const character = String.fromCodePoint(codePointIn(units, length, i));
      const lower = character.toLowerCase();
      if (lower === character) continue;
      for (let k = 0; k < lower.length; k += 1) units[i + k] = lower.charCodeAt(k);
      changed = true;
    }
  }
  return changed;
}
