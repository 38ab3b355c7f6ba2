/** True for a Latin letter or digit, given a UTF-16 code unit; false outside the text (NaN). */
export function isLatin(unit: number): boolean {
  return isDigit(unit) || (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a) || isAccented(unit);
}

function isAccented(unit: number): boolean {
  return unit >= 0xc0 && unit <= 0x24f && unit !== 0xd7 && unit !== 0xf7;
}

/** True for an ASCII digit. */
export function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

/** True for a Han character of the basic plane, which holds all that lexicon terms need. */
export function isHan(unit: number): boolean {
  return (unit >= 0x3400 && unit <= 0x9fff) || (unit >= 0xf900 && unit <= 0xfaff) || unit === 0x3005 || unit === 0x3007;
}

const FULL_STOP = 0x2e;
const SENTENCE_ENDS: ReadonlySet<number> = new Set(Array.from('。！？!?；;\n', (mark) => mark.charCodeAt(0)));

/** True where a sentence ends: at its mark, or at a full stop before white space (not that of t.me or 0.5). */
export function endsSentence(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return SENTENCE_ENDS.has(unit) || (unit === FULL_STOP && /\s/.test(text.charAt(at + 1)));
}
