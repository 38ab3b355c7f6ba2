import { readRows } from './files.ts';

const FIRST_INDICATOR = 0x1f1e6;
const LAST_INDICATOR = 0x1f1ff;
const A = 0x61;

/** Letters in styles that NFKC leaves alone. */
export const STYLED_LETTERS: ReadonlyMap<number, string> = new Map(
  readRows('styled-alphabets.tsv').flatMap(([, alphabet]) =>
    [...alphabet!].flatMap((symbol, i): [number, string][] =>
      symbol === '.' ? [] : [[symbol.codePointAt(0)!, String.fromCharCode(A + i)]],
    ),
  ),
);

const FLAGS: ReadonlySet<string> = new Set(readRows('flags.txt').flatMap(([line]) => line!.split(' ')));

export function isRegionalIndicator(codePoint: number): boolean {
  return codePoint >= FIRST_INDICATOR && codePoint <= LAST_INDICATOR;
}

/** The letters that a run of regional indicators spells; the run itself when it is a row of flags. */
export function lettersOfIndicators(run: string): string {
  const letters = [...run].map((symbol) => String.fromCharCode(symbol.codePointAt(0)! - FIRST_INDICATOR + A)).join('');
  const pairs = letters.match(/../g) ?? [];
  const allFlags = letters.length % 2 === 0 && pairs.every((pair) => FLAGS.has(pair));
  return allFlags ? run : letters;
}
