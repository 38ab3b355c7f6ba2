import { codePointBefore, codePointIn, markUnits } from './characters.ts';
import { applyEdits, type Draft, type Edit, report } from './draft.ts';

const IGNORABLE = /\p{Default_Ignorable_Code_Point}/u;
const PICTOGRAPH = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]/u;
/** Scripts that join and part their letters by ZWJ and ZWNJ: Arabic and Syriac, and those of India. */
const JOINING_SCRIPT = /[\u0600-\u08ff\u0900-\u0dff]/;
/** Controls that are seen, as space or as a line's end. */
const WHITE_SPACE = '\t\n\v\f\r\x85';
const ZWNJ = 0x200c;
const ZWJ = 0x200d;
const BYTE_ORDER_MARK = 0xfeff;
const TAG_LEAD = 0xdb40;
const BLACK_FLAG = 0x1f3f4;

/** Units that are, or may lead, a character that nobody sees. */
export const INVISIBLE_UNITS: Uint8Array = buildUnits();

function buildUnits(): Uint8Array {
  const units = new Uint8Array(0x10000);
  markUnits(units, /\p{Default_Ignorable_Code_Point}+/gu, 1);
  // Controls, and the marks of interlinear notes.
  markUnits(units, /[\p{Cc}\ufff9-\ufffb]+/gu, 1);
  for (const space of WHITE_SPACE) units[space.charCodeAt(0)] = 0;
  units[0xd82f] = 1; // shorthand format controls
  units[0xd834] = 1; // musical format controls
  units[TAG_LEAD] = 1; // tags, variation selectors 17-256
  return units;
}

/**
 * Drops what nobody sees: zero-width characters, direction controls, variation selectors, tags, fillers.
 * First of all folds, because an invisible character between two others hides their neighbourhood from every
 * later one, above all from NFKC, which composes only what stands side by side.
 */
export function foldInvisible(draft: Draft): boolean {
  if (draft.off.has('zero_width')) return false;
  const { units, length } = draft;
  const edits: Edit[] = [];
  for (let i = 0; i < length; i += 1) {
    if (INVISIBLE_UNITS[units[i]!] === 0) continue;
    const end = endOfRun(units, length, i);
    if (end === i) continue;
    if (!isOrdinary(units, length, i, end)) report(draft, 'zero_width', i, end);
    edits.push({ start: i, end, text: '' });
    i = end - 1;
  }
  return applyEdits(draft, edits);
}

function endOfRun(units: Uint16Array, length: number, start: number): number {
  let end = start;
  while (end < length && INVISIBLE_UNITS[units[end]!] === 1) {
    const codePoint = codePointIn(units, length, end);
    if (codePoint <= 0xffff) {
      if (codePoint >= 0xd800 && codePoint <= 0xdfff) break;
      end += 1;
    } else if (IGNORABLE.test(String.fromCodePoint(codePoint))) end += 2;
    else break;
  }
  return end;
}

/** Tells invisible characters that keyboards and programs write by themselves from those that hide a word. */
function isOrdinary(units: Uint16Array, length: number, start: number, end: number): boolean {
  const only = end - start === 1 ? units[start]! : 0;
  if (start === 0) return only === BYTE_ORDER_MARK;
  const before = codePointBefore(units, start);
  const after = end < length ? codePointIn(units, length, end) : 0;
  if (before === BLACK_FLAG) return units[start] === TAG_LEAD;
  if (PICTOGRAPH.test(String.fromCodePoint(before))) return onlyJoinsEmoji(units, start, end);
  // The selector within a keycap such as 1 and U+20E3.
  if (only === 0xfe0f && after === 0x20e3) return true;
  if (only !== ZWNJ && only !== ZWJ) return false;
  return (
    JOINING_SCRIPT.test(String.fromCodePoint(before)) &&
    (after === 0 || JOINING_SCRIPT.test(String.fromCodePoint(after)))
  );
}

function onlyJoinsEmoji(units: Uint16Array, start: number, end: number): boolean {
  for (let i = start; i < end; i += 1) {
    const unit = units[i]!;
    if (unit !== ZWJ && unit !== 0xfe0e && unit !== 0xfe0f) return false;
  }
  return end - start <= 2;
}
