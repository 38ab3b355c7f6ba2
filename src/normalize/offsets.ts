import type { Span } from '../result.ts';

/** Leads from a folded text back to the original; all positions are UTF-16 code units. */
export class OffsetMap {
  readonly #original: string;
  readonly #starts: Int32Array | null;
  readonly #ends: Int32Array | null;

  /**
   * @param starts For every unit of the folded text, where the stretch that it stands for starts in the original;
   *   never decreasing. Null when the two texts have the same length and nothing moved.
   * @param ends The ends of the same stretches, exclusive.
   */
  constructor(original: string, starts: Int32Array | null, ends: Int32Array | null) {
    this.#original = original;
    this.#starts = starts;
    this.#ends = ends;
  }

  /**
   * The half-open span of the original that a half-open span of the folded text stands for. What was dropped
   * inside is covered, what was dropped around is not, and a surrogate pair is taken whole.
   */
  toOriginal(start: number, end: number): Span {
    if (start >= end) return this.#emptyAt(start);
    const from = this.#starts === null ? start : this.#starts[start]!;
    const to = this.#ends === null ? end : this.#ends[end - 1]!;
    return {
      start: splitsPair(this.#original, from) ? from - 1 : from,
      end: splitsPair(this.#original, to) ? to + 1 : to,
    };
  }

  #emptyAt(position: number): Span {
    const at = this.#starts === null ? position : (this.#starts[position] ?? this.#original.length);
    const whole = splitsPair(this.#original, at) ? at - 1 : at;
    return { start: whole, end: whole };
  }
}

function splitsPair(text: string, position: number): boolean {
  if (position <= 0 || position >= text.length) return false;
  return isHigh(text.charCodeAt(position - 1)) && (text.charCodeAt(position) & 0xfc00) === 0xdc00;
}

function isHigh(unit: number): boolean {
  return (unit & 0xfc00) === 0xd800;
}
