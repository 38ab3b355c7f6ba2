/** What a UTF-16 code unit is to the folds that look at neighbours. */
export const OTHER = 0;
export const HAN = 1;
/** A letter of an alphabet: Latin, Greek, Cyrillic and their like. */
export const LETTER = 2;
export const DIGIT = 3;
/** A space within a line, or punctuation that is put between letters to hide a word. */
export const SEPARATOR = 4;
/** A pictograph or the surrogates of one. */
export const SYMBOL = 5;

const SEPARATORS = ' *.·~-_|/+^#=•・';

/** Every code unit but the surrogates, in order: a regular expression finds all characters of a kind in it at once. */
const ALL_UNITS: string = charactersBetween(0, 0xd7ff) + charactersBetween(0xe000, 0xffff);

/** The characters from one code point to another, both included and of the same plane, as one string. */
export function charactersBetween(first: number, last: number): string {
  const width = first > 0xffff ? 2 : 1;
  const units = new Uint16Array((last - first + 1) * width);
  // Written as memory: this many short strings would take most of the time that the module needs to load.
  for (let codePoint = first, i = 0; codePoint <= last; codePoint += 1, i += width) {
    if (width === 1) units[i] = codePoint;
    else {
      units[i] = 0xd800 + ((codePoint - 0x10000) >> 10);
      units[i + 1] = 0xdc00 + (codePoint & 0x3ff);
    }
  }
  return Buffer.from(units.buffer).toString('utf16le');
}

/**
 * Sets the entries of all units that a property holds for.
 *
 * @param runs Matches runs of such characters, as `/\p{M}+/gu` does.
 */
export function markUnits(table: Uint8Array, runs: RegExp, value: number): void {
  for (const [run] of ALL_UNITS.matchAll(runs)) {
    const first = run.charCodeAt(0);
    table.fill(value, first, first + run.length);
  }
}

/** The class of every UTF-16 code unit. */
export const CLASSES: Uint8Array = buildClasses();

function buildClasses(): Uint8Array {
  const classes = new Uint8Array(0x10000);
  markUnits(classes, /\p{So}+/gu, SYMBOL);
  classes.fill(SYMBOL, 0xd83c, 0xd83f);
  classes.fill(SYMBOL, 0xdc00, 0xe000);
  markUnits(classes, /\p{Script=Han}+/gu, HAN);
  markUnits(classes, /[\p{Lu}\p{Ll}\p{Script=Canadian_Aboriginal}\p{Script=Lisu}]+/gu, LETTER);
  classes.fill(DIGIT, 0x30, 0x3a);
  for (const separator of SEPARATORS) classes[separator.charCodeAt(0)] = SEPARATOR;
  return classes;
}

/** Whether a class is that of a character that words are made of. */
export function isWordClass(kind: number): boolean {
  return kind === HAN || kind === LETTER || kind === DIGIT;
}

export function isHighSurrogate(unit: number): boolean {
  return (unit & 0xfc00) === 0xd800;
}

export function isLowSurrogate(unit: number): boolean {
  return (unit & 0xfc00) === 0xdc00;
}

/** The code point that starts at `index` of the first `length` units; a lone surrogate stands for itself. */
export function codePointIn(units: Uint16Array, length: number, index: number): number {
  const unit = units[index]!;
  if (!isHighSurrogate(unit) || index + 1 >= length) return unit;
  const next = units[index + 1]!;
  return isLowSurrogate(next) ? ((unit - 0xd800) << 10) + (next - 0xdc00) + 0x10000 : unit;
}

/** The code point that ends before `index`; 0 at the start. */
export function codePointBefore(units: Uint16Array, index: number): number {
  if (index <= 0) return 0;
  const start =
    index >= 2 && isLowSurrogate(units[index - 1]!) && isHighSurrogate(units[index - 2]!) ? index - 2 : index - 1;
  return codePointIn(units, index, start);
}
