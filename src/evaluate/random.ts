/** Draws whole numbers `0 <= n < limit`. */
export type Random = (limit: number) => number;

/** Seeded random numbers: xoshiro128** (Blackman and Vigna, 2018), its state filled by splitmix32. Equal seeds give equal draws. */
export function createRandom(seed: number): Random {
  let mixed = seed | 0;
  const splitmix = (): number => {
    mixed = (mixed + 0x9e3779b9) | 0;
    let z = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return z ^ (z >>> 15);
  };
  let [a, b, c, d] = [splitmix(), splitmix(), splitmix(), splitmix()];
  return (limit) => {
    const scaled = Math.imul(b, 5);
    const drawn = Math.imul((scaled << 7) | (scaled >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return Math.floor((drawn / 2 ** 32) * limit);
  };
}
