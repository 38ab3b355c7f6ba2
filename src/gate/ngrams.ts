/** Lengths of the n-grams in UTF-16 code units: a Han word has two, an English stem four or five. */
const LONGEST = 5;
const MULTIPLIER = 0x9e3779b1;

/**
 * Calls back with the bucket of every n-gram of the text, one to five code units long (hashing trick: Weinberger et al.
 * 2009). Case, width and script are folded before, so the units are all there is to hash.
 */
export function eachNgram(folded: string, bits: number, visit: (bucket: number) => void): void {
  const shift = 32 - bits;
  for (let start = 0; start < folded.length; start += 1) {
    const end = Math.min(folded.length, start + LONGEST);
    let hash = 0;
    for (let at = start; at < end; at += 1) {
      hash = Math.imul(hash ^ (folded.charCodeAt(at) + 1), MULTIPLIER);
      hash ^= hash >>> 15;
      visit(Math.imul(hash, MULTIPLIER) >>> shift);
    }
  }
}
