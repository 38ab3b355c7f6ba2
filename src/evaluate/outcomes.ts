import { CATEGORIES, LABELS } from '../labels.ts';
import type { Columns } from './columns.ts';
import type { Confusion } from './confusion.ts';

const LABEL_BITS = LABELS.length;
const CATEGORY_MASK = (1 << CATEGORIES.length) - 1;

/**
 * Each row's gold and predicted labels as one number. Rows with equal outcomes are interchangeable for every
 * thresholded figure, so a bootstrap round adds up weights per outcome and never looks at single labels.
 */
export interface Outcomes {
  /** Outcome of each row, as an index into `codes`. */
  outcome: Uint16Array;
  /** The outcomes that occur: gold labels in the low bits, predicted labels above them. */
  codes: readonly number[];
}

/** Reads the outcomes; a label without a column counts as not given. */
export function outcomesOf({ rowCount, gold, predicted }: Columns): Outcomes {
  const codes: number[] = [];
  const known = new Map<number, number>();
  const outcome = new Uint16Array(rowCount);
  for (let row = 0; row < rowCount; row += 1) {
    let code = 0;
    for (const [bit, label] of LABELS.entries()) {
      code |= (gold[label]?.[row] ?? 0) << bit;
      code |= (predicted[label]?.[row] ?? 0) << (bit + LABEL_BITS);
    }
    if (!known.has(code)) known.set(code, codes.push(code) - 1);
    outcome[row] = known.get(code)!;
  }
  return { outcome, codes };
}

/** Adds up the weight of each outcome. */
export function weighOutcomes({ outcome, codes }: Outcomes, cluster: Uint32Array, weights: Float64Array): Float64Array {
  const totals = new Float64Array(codes.length);
  for (let row = 0; row < outcome.length; row += 1) totals[outcome[row]!]! += weights[cluster[row]!]!;
  return totals;
}

/** The confusion of the label with index `bit` in `LABELS`. */
export function confusionOf(codes: readonly number[], totals: Float64Array, bit: number): Confusion {
  const cells = [0, 0, 0, 0];
  for (const [index, code] of codes.entries()) {
    const cell = ((code >> bit) & 1) | (((code >> (bit + LABEL_BITS)) & 1) << 1);
    cells[cell]! += totals[index]!;
  }
  const [trueNegatives, falseNegatives, falsePositives, truePositives] = cells as [number, number, number, number];
  return { truePositives, falsePositives, falseNegatives, trueNegatives };
}

/** Writes exact match and false-positive rate over the categories; see `ROW_FIGURES`. */
export function writeRowFigures(
  codes: readonly number[],
  totals: Float64Array,
  figures: Float64Array,
  at: number,
): void {
  let all = 0;
  let exact = 0;
  let innocent = 0;
  let accused = 0;
  for (const [index, code] of codes.entries()) {
    const gold = code & CATEGORY_MASK;
    const predicted = (code >> LABEL_BITS) & CATEGORY_MASK;
    const total = totals[index]!;
    all += total;
    if (gold === predicted) exact += total;
    if (gold === 0) innocent += total;
    if (gold === 0 && predicted !== 0) accused += total;
  }
  figures[at] = exact / all;
  figures[at + 1] = accused / innocent;
}
