import { CLASSES, LETTER } from './characters.ts';
import { applyEdits, type Draft, type Edit, report, textOf } from './draft.ts';

/** Blocks of marks that go on any letter. Marks that belong to one script, as in Thai or Hebrew, are not here. */
const BLOCKS = [
  [0x0300, 0x036f],
  [0x0483, 0x0489],
  [0x1ab0, 0x1aff],
  [0x1dc0, 0x1dff],
  [0x20d0, 0x20ff],
  [0xfe20, 0xfe2f],
] as const;
const KEYCAP = 0x20e3;
/** Vietnamese stacks two; more on one letter is no writing. */
const MOST_ACCENTS = 2;

export const MARK_UNITS: Uint8Array = buildUnits();

function buildUnits(): Uint8Array {
  const units = new Uint8Array(0x10000);
  for (const [first, last] of BLOCKS) units.fill(1, first, last + 1);
  return units;
}

/**
 * Drops marks stacked on letters: strike-through, enclosing circles, heaps of accents. Before NFKC, whose sorting
 * of marks takes quadratic time on such heaps. An accent that makes one ordinary letter with its base is left
 * for NFKC to compose.
 */
export function foldCombining(draft: Draft): boolean {
  if (draft.off.has('combining')) return false;
  const { units, length } = draft;
  const edits: Edit[] = [];
  for (let i = 0; i < length; i += 1) {
    if (MARK_UNITS[units[i]!] === 0) continue;
    let end = i + 1;
    while (end < length && MARK_UNITS[units[end]!] === 1) end += 1;
    if (!isAccent(draft, i, end)) {
      if (!isKeycap(units, i, end)) report(draft, 'combining', i, end);
      edits.push({ start: i, end, text: '' });
    }
    i = end - 1;
  }
  return applyEdits(draft, edits);
}

function isAccent(draft: Draft, start: number, end: number): boolean {
  if (start === 0 || end - start > MOST_ACCENTS || CLASSES[draft.units[start - 1]!] !== LETTER) return false;
  return textOf(draft, start - 1, end).normalize('NFC').length === 1;
}

/** The frame of a digit emoji, sometimes left behind without its digit. */
function isKeycap(units: Uint16Array, start: number, end: number): boolean {
  return end - start === 1 && units[start] === KEYCAP && CLASSES[units[start - 1] ?? 0] !== LETTER;
}
