import { CLASSES, DIGIT, HAN, isWordClass, LETTER, OTHER, SEPARATOR } from './characters.ts';
import { isLeetSign } from './leet.ts';
import { FEWEST_REPEATS } from './repeats.ts';
import { PAIR_UNITS } from './separators.ts';

/** Bits of the folds that look at the arrangement of characters and not at single ones. */
export const SEPARATOR_BIT: number = 1 << 12;
export const REPEAT_BIT: number = 1 << 13;
export const LEET_BIT: number = 1 << 14;
/** ASCII capitals, which alone do not need the slow road. */
export const ASCII_CAPITAL_BIT: number = 1 << 15;

const CASE_BIT = 0x20;
/** A chain of four letters has two within, one of three Han characters has one. */
const FEWEST_SINGLES = 2;

/** A table that gives each unit the bits of the folds that may change it. */
export function buildTriggers(tables: readonly (readonly [bit: number, units: Uint8Array])[]): Uint16Array {
  const triggers = new Uint16Array(0x10000);
  for (const [bit, units] of tables) {
    for (let unit = 0; unit < 0x10000; unit += 1) {
      if (units[unit] !== 0) triggers[unit]! |= bit;
    }
  }
  for (let unit = 0x41; unit <= 0x5a; unit += 1) triggers[unit]! |= ASCII_CAPITAL_BIT;
  return triggers;
}

/**
 * One pass that tells which folds may find something. It may name a fold in vain, never miss one: small and
 * capital letters count as equal, since case is folded later.
 */
export function findTriggers(units: Uint16Array, length: number, triggers: Uint16Array): number {
  let bits = 0;
  let repeated = 1;
  let unitBefore = 0;
  let kindBefore = OTHER;
  let kindBeforeThat = OTHER;
  // Single letters in a row, each between separators, and the last character before a separator.
  let singles = 0;
  let partner = 0;
  for (let i = 0; i < length; i += 1) {
    const unit = units[i]!;
    const kind = CLASSES[unit]!;
    bits |= triggers[unit]!;
    repeated = ((unit ^ unitBefore) & ~CASE_BIT) === 0 ? repeated + 1 : 1;
    if (repeated >= FEWEST_REPEATS) bits |= REPEAT_BIT;
    if (kind >= SEPARATOR) {
      if (isWordClass(kindBefore)) {
        if (kindBeforeThat >= SEPARATOR) singles += kindBefore === HAN ? FEWEST_SINGLES : 1;
        if (singles >= FEWEST_SINGLES) bits |= SEPARATOR_BIT;
        partner = unitBefore;
      }
    } else if (isWordClass(kind)) {
      if (kindBefore < SEPARATOR) singles = 0;
      else if (PAIR_UNITS[unit] === 1 && PAIR_UNITS[partner] === 1) bits |= SEPARATOR_BIT;
      if (kind === LETTER && (kindBefore === DIGIT || isLeetSign(unitBefore))) bits |= LEET_BIT;
    }
    unitBefore = unit;
    kindBeforeThat = kindBefore;
    kindBefore = kind;
  }
  return bits;
}
