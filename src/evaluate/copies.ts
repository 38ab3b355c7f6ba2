import { bucketsOf, foldForComparison, shinglesOf, similarity } from './min-hash.ts';

/** From this Jaccard similarity of their shingles on, two texts are near-copies. */
export const NEAR_COPY = 0.8;

/** Texts of which each is a copy or near-copy of another one, as indexes into the texts. */
export interface CopyGroup {
  indexes: number[];
  /** Different texts in the group after folding; 1: all are copies. */
  variants: number;
}

/** Finds copies and near-copies among the texts, in the order of the first of each group. Empty texts are passed over. */
export function findCopies(texts: readonly string[]): CopyGroup[] {
  const byFold = new Map<string, number[]>();
  for (const [index, text] of texts.entries()) {
    const folded = foldForComparison(text);
    if (folded === '') continue;
    const same = byFold.get(folded);
    if (same === undefined) byFold.set(folded, [index]);
    else same.push(index);
  }
  const copies = [...byFold.values()];
  return groupNearCopies([...byFold.keys()])
    .map((members) => ({
      indexes: members.flatMap((at) => copies[at]!).sort((a, b) => a - b),
      variants: members.length,
    }))
    .filter(({ indexes }) => indexes.length > 1)
    .sort((a, b) => a.indexes[0]! - b.indexes[0]!);
}

/** Groups of indexes of distinct folded texts; a text without near-copy is a group of its own. */
function groupNearCopies(folded: readonly string[]): number[][] {
  const shingles = folded.map(shinglesOf);
  const groups = new DisjointSets(folded.length);
  const buckets = new Map<string, { first: number; last: number }>();
  for (const [index, mine] of shingles.entries()) {
    for (const name of bucketsOf(mine)) {
      const bucket = buckets.get(name);
      // Two comparisons a bucket, not all: a thousand near-copies in one bucket would be a million comparisons.
      for (const other of bucket === undefined ? [] : [bucket.first, bucket.last]) {
        if (groups.rootOf(other) === groups.rootOf(index)) continue;
        if (similarity(mine, shingles[other]!) >= NEAR_COPY) groups.join(other, index);
      }
      buckets.set(name, { first: bucket?.first ?? index, last: index });
    }
  }
  return groups.all();
}

/** Which numbers belong together (union-find). */
class DisjointSets {
  private readonly parents: Uint32Array;

  constructor(count: number) {
    this.parents = Uint32Array.from({ length: count }, (_, index) => index);
  }

  rootOf(index: number): number {
    let root = index;
    while (this.parents[root] !== root) {
      this.parents[root] = this.parents[this.parents[root]!]!;
      root = this.parents[root]!;
    }
    return root;
  }

  join(a: number, b: number): void {
    this.parents[this.rootOf(b)] = this.rootOf(a);
  }

  all(): number[][] {
    const groups = new Map<number, number[]>();
    for (const index of this.parents.keys()) {
      const root = this.rootOf(index);
      groups.set(root, [...(groups.get(root) ?? []), index]);
    }
    return [...groups.values()];
  }
}
