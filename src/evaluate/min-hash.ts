/** Hash functions of a signature, in bands of {@link BAND_SIZE}. */
const HASHES = 64;
/**
 * Texts that agree in a whole band are compared. With 16 bands of 4, two texts of Jaccard similarity 0.8 share
 * a band with probability 0.9998, and two of 0.3 with 0.12 (Leskovec, Rajaraman, Ullman, Mining of Massive
 * Datasets, section 3.4).
 */
const BAND_SIZE = 4;

/** Characters of a shingle: about two Chinese words or one English one. */
const SHINGLE = 4;

const NO_WORD_CHARACTER = /[^\p{L}\p{N}]+/gu;
const DIGIT = /\p{Nd}/gu;

/**
 * A text without what tells copies apart: case, width, spacing, punctuation, emoji, and the digits of prices
 * and account numbers. A text of nothing else stays as it is.
 */
export function foldForComparison(text: string): string {
  const folded = text.normalize('NFKC').toLowerCase().replace(NO_WORD_CHARACTER, '').replace(DIGIT, '0');
  return folded === '' ? text.trim() : folded;
}

/** Hashes of all runs of {@link SHINGLE} UTF-16 units; a shorter text is one shingle. */
export function shinglesOf(folded: string): Set<number> {
  const shingles = new Set<number>();
  for (let start = 0; start === 0 || start + SHINGLE <= folded.length; start += 1) {
    shingles.add(fnv1a(folded, start, Math.min(start + SHINGLE, folded.length)));
  }
  return shingles;
}

/** Share of the shingles of either text that both have, 0-1. */
export function similarity(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const shingle of small) if (large.has(shingle)) shared += 1;
  return shared / (a.size + b.size - shared);
}

/** Names of the buckets into which a text falls, one for each band of its MinHash signature. */
export function bucketsOf(shingles: ReadonlySet<number>): string[] {
  const signature = new Uint32Array(HASHES).fill(0xffffffff);
  for (const shingle of shingles) {
    for (let hash = 0; hash < HASHES; hash += 1) {
      const value = mix(shingle ^ SEEDS[hash]!);
      if (value < signature[hash]!) signature[hash] = value;
    }
  }
  return Array.from({ length: HASHES / BAND_SIZE }, (_, band) => {
    const values = signature.subarray(band * BAND_SIZE, (band + 1) * BAND_SIZE);
    return `${band}:${values.join()}`;
  });
}

const SEEDS: Uint32Array = Uint32Array.from({ length: HASHES }, (_, hash) => mix(hash + 1));

function fnv1a(text: string, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let index = start; index < end; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

/** The finalizer of MurmurHash3: every bit of the input moves every bit of the output. */
function mix(value: number): number {
  let mixed = value;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
