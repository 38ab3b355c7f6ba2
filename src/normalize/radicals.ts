import { applyEdits, type Draft, type Edit, report } from './draft.ts';
import { readRows } from './files.ts';

/** The character that two units side by side spell, by `first << 16 | second`. */
const CHARACTERS = new Map<number, string>();
const FIRST_UNITS: Uint8Array = new Uint8Array(0x10000);
/** Units that stand in a split: radicals mostly, which wake the fold. The other half is too common to. */
export const RADICAL_UNITS: Uint8Array = buildUnits();

function key(first: number, second: number): number {
  return first * 0x10000 + second;
}

/** In every split one half is rare in ordinary text; of two, the one in more splits is the radical. */
function buildUnits(): Uint8Array {
  const rows = readRows('radicals.tsv').map(([split, character]) => ({ split: split!, character: character! }));
  const uses = new Map<number, number>();
  for (const { split } of rows) {
    for (const unit of [split.charCodeAt(0), split.charCodeAt(1)]) uses.set(unit, (uses.get(unit) ?? 0) + 1);
  }
  const units = new Uint8Array(0x10000);
  for (const { split, character } of rows) {
    const [first, second] = [split.charCodeAt(0), split.charCodeAt(1)];
    CHARACTERS.set(key(first, second), character);
    FIRST_UNITS[first] = 1;
    units[uses.get(first)! >= uses.get(second)! ? first : second] = 1;
  }
  return units;
}

/**
 * Joins characters that were split into their halves (扌并 is 拼). After Han, since the table knows the simplified
 * halves; before separators, which would count the halves as characters.
 */
export function foldRadicals(draft: Draft): boolean {
  if (draft.off.has('radical_split')) return false;
  const { units, length } = draft;
  const edits: Edit[] = [];
  for (let i = 0; i + 1 < length; i += 1) {
    if (FIRST_UNITS[units[i]!] === 0) continue;
    const character = CHARACTERS.get(key(units[i]!, units[i + 1]!));
    if (character === undefined) continue;
    report(draft, 'radical_split', i, i + 2);
    edits.push({ start: i, end: i + 2, text: character });
    i += 1;
  }
  return applyEdits(draft, edits);
}
