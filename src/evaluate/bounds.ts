import type { Evaluation } from './evaluate.ts';

/** What a figure must reach, or must not exceed. */
export interface Bound {
  kind: 'min' | 'max';
  /** Such as `lang=zh`; null: all rows. */
  slice: string | null;
  /** A name of `FIGURES`. */
  figure: string;
  limit: number;
}

/** A bound that does not hold. */
export interface FailedBound extends Bound {
  /** Null: undefined, or no such rows; what cannot be shown does not hold. */
  value: number | null;
}

/** The bounds that an evaluation does not keep. */
export function failedBounds(
  evaluation: Pick<Evaluation, 'figures' | 'slices'>,
  bounds: readonly Bound[],
): FailedBound[] {
  return bounds.flatMap((bound) => {
    const figures = bound.slice === null ? evaluation.figures : evaluation.slices[bound.slice]?.figures;
    const value = figures?.[bound.figure]?.value ?? null;
    return holds(bound, value) ? [] : [{ ...bound, value }];
  });
}

/** Whether a value keeps a bound. */
export function holds({ kind, limit }: Pick<Bound, 'kind' | 'limit'>, value: number | null): boolean {
  return value !== null && (kind === 'min' ? value >= limit : value <= limit);
}
