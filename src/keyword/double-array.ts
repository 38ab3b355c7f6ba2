/**
 * A trie in two integer tables (Aoe, "An efficient digital search algorithm by using a double-array
 * structure", 1989): from `state` the symbol `s` leads to `base[state] + s` if `check` there says `state`.
 */
export interface DoubleArray {
  base: Int32Array;
  check: Int32Array;
  /** Pattern that ends at a state, or -1. */
  ends: Int32Array;
  /** All states but the root, parents before children. */
  states: readonly { state: number; parent: number; symbol: number }[];
}

/** The states under one state: for each next symbol, the stretch of sorted patterns that goes on with it. */
interface Branch {
  symbol: number;
  from: number;
  to: number;
}

const ROOT = 0;
const NONE = -1;

/** Builds the trie of the given sequences of positive symbols (code units); all are distinct and not empty. */
export function buildDoubleArray(sequences: readonly string[]): DoubleArray {
  const order = sequences.map((_, id) => id).sort((a, b) => (sequences[a]! < sequences[b]! ? -1 : 1));
  const slots = new Slots();
  const ends: number[] = [];
  const states: { state: number; parent: number; symbol: number }[] = [];
  const queue = [{ state: ROOT, from: 0, to: order.length, depth: 0 }];
  for (let next = 0; next < queue.length; next += 1) {
    const { state, from, to, depth } = queue[next]!;
    // Sorted first among its stretch, a pattern that ends here is shorter than all others.
    const ending = depth > 0 && sequences[order[from]!]!.length === depth;
    if (ending) ends[state] = order[from]!;
    const branches = branchesOf(sequences, order, ending ? from + 1 : from, to, depth);
    if (branches.length === 0) continue;
    const base = slots.place(state, branches);
    for (const branch of branches) {
      const child = base + branch.symbol;
      states.push({ state: child, parent: state, symbol: branch.symbol });
      queue.push({ state: child, from: branch.from, to: branch.to, depth: depth + 1 });
    }
  }
  return { ...slots.tables(), ends: slots.table(ends, NONE), states };
}

function branchesOf(
  sequences: readonly string[],
  order: readonly number[],
  from: number,
  to: number,
  depth: number,
): Branch[] {
  const branches: Branch[] = [];
  for (let i = from; i < to; i += 1) {
    const symbol = sequences[order[i]!]!.charCodeAt(depth);
    const last = branches.at(-1);
    if (last?.symbol === symbol) last.to = i + 1;
    else branches.push({ symbol, from: i, to: i + 1 });
  }
  return branches;
}

/** Hands out places in the tables, first fit. */
class Slots {
  readonly #base: number[] = [0];
  readonly #check: number[] = [ROOT];
  #firstFree = 1;
  #length = 1;

  /** Finds a base at which all branches of `state` fall on free slots, and takes them. */
  place(state: number, branches: readonly Branch[]): number {
    while (this.#taken(this.#firstFree)) this.#firstFree += 1;
    const first = branches[0]!.symbol;
    let slot = Math.max(this.#firstFree, first);
    while (!branches.every(({ symbol }) => !this.#taken(slot - first + symbol))) slot += 1;
    const base = slot - first;
    this.#base[state] = base;
    for (const { symbol } of branches) this.#check[base + symbol] = state;
    this.#length = Math.max(this.#length, base + branches.at(-1)!.symbol + 1);
    return base;
  }

  #taken(slot: number): boolean {
    return this.#check[slot] !== undefined;
  }

  tables(): { base: Int32Array; check: Int32Array } {
    return { base: this.table(this.#base, 0), check: this.table(this.#check, NONE) };
  }

  table(values: readonly number[], absent: number): Int32Array {
    const table = new Int32Array(this.#length);
    for (let i = 0; i < table.length; i += 1) table[i] = values[i] ?? absent;
    return table;
  }
}
