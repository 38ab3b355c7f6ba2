/** Lengths of the n-grams in UTF-16 code units: a Han word has two, an English stem four or five. */
const LONGEST = 5;
const MULTIPLIER = 0x9e3779b1;

/**
 * The bucket of every n-gram of the text, one to five code units long (hashing trick: Weinberger et al. 2009). Case, width
 * and script are folded before, so the units are all there is to hash.
 */
export function ngramBuckets(folded: string, bits: number): Int32Array {
  const shift = 32 - bits;
  const buckets = new Int32Array(folded.length * LONGEST);
  let count = 0;
  for (let start = 0; start < folded.length; start += 1) {
    const end = Math.min(folded.length, start + LONGEST);
    let hash = 0;
    for (let at = start; at < end; at += 1) {
      hash = Math.imul(hash ^ (folded.charCodeAt(at) + 1), MULTIPLIER);
      hash ^= hash >>> 15;
      buckets[count] = Math.imul(hash, MULTIPLIER) >>> shift;
      count += 1;
    }
  }
  return buckets.subarray(0, count);
}
