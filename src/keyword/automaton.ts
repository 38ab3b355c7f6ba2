import { type Alphabet, buildAlphabet, FOREIGN, SEPARATOR, toSymbols } from './alphabet.ts';
import { buildDoubleArray, type DoubleArray, grow } from './double-array.ts';

/**
 * Many patterns searched at once (Aho and Corasick, "Efficient string matching", 1975). Patterns are
 * numbers here, and so is everything found; what they mean is the caller's business.
 */
export interface Automaton {
  alphabet: Alphabet;
  base: Int32Array;
  check: Int32Array;
  /** Where to go on from when no transition fits: the state of the longest proper suffix. */
  fail: Int32Array;
  /** Pattern that ends at a state, or -1. */
  ends: Int32Array;
  /** The state itself or its nearest suffix at which a pattern ends; 0 for none. */
  report: Int32Array;
  /** Symbols in a pattern. */
  lengths: Int32Array;
}

const ROOT = 0;

/**
 * Builds the automaton. Patterns are numbered as given; they must be distinct and not empty after runs of
 * separators (white space, hyphens) have become one.
 */
export function buildAutomaton(patterns: readonly string[]): Automaton {
  const alphabet = buildAlphabet(patterns);
  const sequences = patterns.map((pattern) => toSymbols(pattern, alphabet));
  const trie = buildDoubleArray(sequences);
  // A transition is looked up without a bounds check: every base plus the largest symbol must exist.
  const length = trie.check.length + alphabet.size;
  return {
    alphabet,
    base: grow(trie.base, length, 0),
    check: grow(trie.check, length, -1),
    ends: trie.ends,
    ...link(trie),
    lengths: Int32Array.from(sequences, (sequence) => sequence.length),
  };
}

/**
 * Finds every occurrence of every pattern, also inside one another, in order of their ends.
 *
 * @returns Triples `pattern, start, end`, flat; half-open ranges in UTF-16 code units of `text`.
 */
export function scan(automaton: Automaton, text: string): number[] {
  const { base, check, fail, ends, report, lengths } = automaton;
  const { symbolOf } = automaton.alphabet;
  const found: number[] = [];
  let state = ROOT;
  let previous = FOREIGN;
  // The last separator that counted for nothing: a pattern that lies behind it is as long in the text as in symbols.
  let skipped = -1;
  for (let i = 0; i < text.length; i += 1) {
    const symbol = symbolOf[text.charCodeAt(i)]!;
    if (symbol === SEPARATOR && previous === SEPARATOR) {
      skipped = i;
      continue;
    }
    previous = symbol;
    if (symbol === FOREIGN) {
      state = ROOT;
      continue;
    }
    let next = base[state]! + symbol;
    while (check[next] !== state && state !== ROOT) {
      state = fail[state]!;
      next = base[state]! + symbol;
    }
    state = check[next] === state ? next : ROOT;
    for (let hit = report[state]!; hit !== ROOT; hit = report[fail[hit]!]!) {
      const pattern = ends[hit]!;
      const length = lengths[pattern]!;
      const start = i + 1 - length;
      found.push(pattern, start > skipped ? start : startOf(text, i + 1, length, symbolOf), i + 1);
    }
  }
  return found;
}

/** Walks back over `symbols` symbols; a run of separators is one. */
function startOf(text: string, end: number, symbols: number, symbolOf: Uint16Array): number {
  let start = end;
  for (let left = symbols; left > 0; left -= 1) {
    start -= 1;
    if (symbolOf[text.charCodeAt(start)] !== SEPARATOR) continue;
    while (symbolOf[text.charCodeAt(start - 1)] === SEPARATOR) start -= 1;
  }
  return start;
}

/** Parents come before children, so the shorter suffixes that a state falls back to are always linked already. */
function link({ base, check, ends, nodes }: DoubleArray): { fail: Int32Array; report: Int32Array } {
  const fail = new Int32Array(check.length);
  const report = new Int32Array(check.length);
  for (let node = 1; node < nodes.count; node += 1) {
    const [state, parent, symbol] = [nodes.state[node]!, nodes.parent[node]!, nodes.symbol[node]!];
    let suffix = fail[parent]!;
    while (check[base[suffix]! + symbol] !== suffix && suffix !== ROOT) suffix = fail[suffix]!;
    const next = base[suffix]! + symbol;
    fail[state] = check[next] === suffix && next !== state ? next : ROOT;
    report[state] = ends[state]! >= 0 ? state : report[fail[state]!]!;
  }
  return { fail, report };
}
