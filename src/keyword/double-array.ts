/**
 * A trie in two integer tables (Aoe, "An efficient digital search algorithm by using a double-array
 * structure", 1989): from `state` the symbol `s` leads to `base[state] + s` if `check` there says `state`.
 */
export interface DoubleArray {
  base: Int32Array;
  check: Int32Array;
  /** Pattern that ends at a state, or -1. */
  ends: Int32Array;
  nodes: Nodes;
}

/** The states in the order in which they were made: the root, then parents before children. Arrays side by side. */
export interface Nodes {
  count: number;
  state: Int32Array;
  parent: Int32Array;
  /** That leads from the parent to the state. */
  symbol: Int32Array;
}

const ROOT = 0;
const NONE = -1;
const FIRST_SLOTS = 1024;

/** Builds the trie of the given sequences of positive symbols (code units); all are distinct and not empty. */
export function buildDoubleArray(sequences: readonly string[]): DoubleArray {
  const order = Int32Array.from(sequences.keys()).sort((a, b) => (sequences[a]! < sequences[b]! ? -1 : 1));
  const most = sequences.reduce((sum, { length }) => sum + length, 1);
  const [state, parent, symbol] = [new Int32Array(most), new Int32Array(most), new Int32Array(most)];
  // Each node has a stretch of the sorted patterns, which share their first `depth` symbols.
  const [from, to, depth] = [new Int32Array(most), new Int32Array(most), new Int32Array(most)];
  const slots = new Slots();
  to[0] = order.length;
  let count = 1;
  for (let node = 0; node < count; node += 1) {
    let start = from[node]!;
    // Sorted first among its stretch, a pattern that ends here is shorter than all others.
    if (node > 0 && sequences[order[start]!]!.length === depth[node]) {
      slots.end(state[node]!, order[start]!);
      start += 1;
    }
    const first = count;
    for (let i = start; i < to[node]!; i += 1) {
      const next = sequences[order[i]!]!.charCodeAt(depth[node]!);
      if (count === first || symbol[count - 1] !== next) {
        parent[count] = state[node]!;
        symbol[count] = next;
        from[count] = i;
        depth[count] = depth[node]! + 1;
        count += 1;
      }
      to[count - 1] = i + 1;
    }
    if (count === first) continue;
    const base = slots.place(state[node]!, symbol.subarray(first, count));
    for (let child = first; child < count; child += 1) state[child] = base + symbol[child]!;
  }
  return { ...slots.tables(), nodes: { count, state, parent, symbol } };
}

/** Hands out places in the tables, first fit. */
class Slots {
  #base: Int32Array = new Int32Array(FIRST_SLOTS);
  #check: Int32Array = new Int32Array(FIRST_SLOTS).fill(NONE);
  #ends: Int32Array = new Int32Array(FIRST_SLOTS).fill(NONE);
  /** By slot: itself while it is free, else a later slot before which none is free. */
  #free: Int32Array = Int32Array.from({ length: FIRST_SLOTS }, (_, slot) => slot);
  #length = 0;

  constructor() {
    this.#take(ROOT, ROOT);
  }

  /** Finds a base at which all symbols (ascending) of `state` fall on free slots, and takes them. */
  place(state: number, symbols: Int32Array): number {
    const smallest = symbols[0]!;
    const reach = symbols.at(-1)! - smallest;
    this.#reserve(smallest);
    let slot = this.#firstFree(smallest);
    for (this.#reserve(slot + reach); !this.#fits(slot - smallest, symbols); this.#reserve(slot + reach)) {
      slot = this.#firstFree(slot + 1);
    }
    const base = slot - smallest;
    this.#base[state] = base;
    for (const symbol of symbols) this.#take(base + symbol, state);
    return base;
  }

  end(state: number, pattern: number): void {
    this.#ends[state] = pattern;
  }

  tables(): { base: Int32Array; check: Int32Array; ends: Int32Array } {
    const [base, check, ends] = [this.#base, this.#check, this.#ends].map((table) => table.slice(0, this.#length));
    return { base: base!, check: check!, ends: ends! };
  }

  #take(slot: number, state: number): void {
    this.#check[slot] = state;
    this.#free[slot] = slot + 1;
    this.#length = Math.max(this.#length, slot + 1);
  }

  #firstFree(from: number): number {
    let slot = from;
    while (this.#free[slot] !== slot) slot = this.#free[slot]!;
    // Whoever comes by again goes straight there.
    for (let at = from; at !== slot; ) {
      const next = this.#free[at]!;
      this.#free[at] = slot;
      at = next;
    }
    return slot;
  }

  #fits(base: number, symbols: Int32Array): boolean {
    for (let i = 0; i < symbols.length; i += 1) {
      if (this.#check[base + symbols[i]!] !== NONE) return false;
    }
    return true;
  }

  /** Sees that the slot exists, and a free one behind it. */
  #reserve(slot: number): void {
    const { length } = this.#check;
    if (slot + 1 < length) return;
    const more = Math.max(length * 2, slot + 2);
    this.#base = grow(this.#base, more, 0);
    this.#check = grow(this.#check, more, NONE);
    this.#ends = grow(this.#ends, more, NONE);
    this.#free = grow(this.#free, more, NONE);
    for (let free = length; free < more; free += 1) this.#free[free] = free;
  }
}

/** A longer table with the same beginning. */
export function grow(table: Int32Array, length: number, filler: number): Int32Array {
  const grown = new Int32Array(length).fill(filler, table.length);
  grown.set(table);
  return grown;
}
