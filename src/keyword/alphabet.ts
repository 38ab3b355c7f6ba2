/** Symbol of every character that no pattern holds. */
export const FOREIGN = 0;
/** Symbol of white space and hyphens: between words they are one and the same. */
export const SEPARATOR = 1;

const SEPARATORS = /[\s\-\u2010-\u2013]/;
const SEPARATORS_ALONE: Uint16Array = Uint16Array.from({ length: 0x10000 }, (_, unit) =>
  SEPARATORS.test(String.fromCharCode(unit)) ? SEPARATOR : FOREIGN,
);

/** Maps each UTF-16 code unit to a symbol; symbols are dense, so that tables over them stay small. */
export interface Alphabet {
  symbolOf: Uint16Array;
  size: number;
}

/** Gives every code unit of the patterns a symbol of its own, the frequent ones first. */
export function buildAlphabet(patterns: readonly string[]): Alphabet {
  const symbolOf = SEPARATORS_ALONE.slice();
  const counts = new Map<number, number>();
  for (const pattern of patterns) {
    for (let i = 0; i < pattern.length; i += 1) {
      const unit = pattern.charCodeAt(i);
      if (symbolOf[unit] === FOREIGN) counts.set(unit, (counts.get(unit) ?? 0) + 1);
    }
  }
  let size = SEPARATOR + 1;
  for (const [unit] of [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])) {
    symbolOf[unit] = size;
    size += 1;
  }
  return { symbolOf, size };
}

/**
 * Reads a pattern as symbols, held as the code units of a string, which sorts and slices fast. A run of
 * separators is one symbol, at either end it is none.
 */
export function toSymbols(pattern: string, alphabet: Alphabet): string {
  const symbols: number[] = [];
  for (let i = 0; i < pattern.length; i += 1) {
    const symbol = alphabet.symbolOf[pattern.charCodeAt(i)]!;
    if (symbol !== SEPARATOR || (symbols.length > 0 && symbols.at(-1) !== SEPARATOR)) symbols.push(symbol);
  }
  if (symbols.at(-1) === SEPARATOR) symbols.pop();
  return String.fromCharCode(...symbols);
}
