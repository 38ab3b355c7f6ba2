import { byLabel, isCategory, type Label } from '../labels.ts';
import type { ScoredColumn } from './ranking.ts';
import type { EvaluatedRow, Labelling } from './rows.ts';

/** Rows by column, as the measures read them. A label's column is null unless every row has a value for it. */
export interface Columns {
  rowCount: number;
  /** Cluster of each row, from 0; see {@link EvaluatedRow.group}. */
  cluster: Uint32Array;
  clusterCount: number;
  /** 1 where the label was given. */
  gold: Record<Label, Uint8Array | null>;
  /** 1 where the system gives the label. */
  predicted: Record<Label, Uint8Array | null>;
  /** Probabilities, 0-1. */
  scores: Record<Label, Float64Array | null>;
}

/** Turns rows into columns. */
export function toColumns(rows: readonly EvaluatedRow[]): Columns {
  return {
    rowCount: rows.length,
    ...clustersOf(rows),
    gold: byLabel((label) => flags(rows, (row) => has(row.gold, label))),
    predicted: byLabel((label) => flags(rows, (row) => has(row.answer, label))),
    scores: byLabel((label) => scoresOf(rows, label)),
  };
}

/** A label's scores beside what is right; null where the file or the system is silent. */
export function labelColumn({ scores, gold, cluster }: Columns, label: Label): ScoredColumn | null {
  const [score, positive] = [scores[label], gold[label]];
  return score === null || positive === null ? null : { score, positive, cluster };
}

function has(labelling: Labelling, label: Label): boolean | null {
  return isCategory(label) ? labelling.labels.includes(label) : labelling.cryptoRelated;
}

function flags(rows: readonly EvaluatedRow[], value: (row: EvaluatedRow) => boolean | null): Uint8Array | null {
  const column = new Uint8Array(rows.length);
  for (const [index, row] of rows.entries()) {
    const found = value(row);
    if (found === null) return null;
    column[index] = found ? 1 : 0;
  }
  return column;
}

function scoresOf(rows: readonly EvaluatedRow[], label: Label): Float64Array | null {
  const column = new Float64Array(rows.length);
  for (const [index, row] of rows.entries()) {
    const score = row.answer.scores[label];
    if (score === undefined) return null;
    column[index] = score;
  }
  return column;
}

function clustersOf(rows: readonly EvaluatedRow[]): { cluster: Uint32Array; clusterCount: number } {
  const numbers = new Map<string, number>();
  let clusterCount = 0;
  const cluster = Uint32Array.from(rows, ({ group }) => {
    const known = group === null ? undefined : numbers.get(group);
    if (known !== undefined) return known;
    if (group !== null) numbers.set(group, clusterCount);
    clusterCount += 1;
    return clusterCount - 1;
  });
  return { cluster, clusterCount };
}
