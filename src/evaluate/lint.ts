import { CATEGORIES, LABELS, type Label } from '../labels.ts';
import { type CopyGroup, findCopies } from './copies.ts';
import type { GoldRow } from './gold.ts';

/** Rows of one file that are copies of each other. */
export interface RepeatedRows {
  ids: string[];
  /** All texts are equal but for case, spacing, punctuation and digits. */
  exact: boolean;
  /** Their labels differ. */
  conflicting: boolean;
  /** They stand on different sides of the field `split`. */
  acrossSplits: boolean;
}

/** A text that both files hold, as a copy or near-copy. */
export interface LeakedRows {
  ids: string[];
  otherIds: string[];
}

/** What is wrong with the rows of a labelled file, whatever a system thinks of them. */
export interface DataFindings {
  rows: number;
  empty: string[];
  overlong: string[];
  /** Ids that stand on more than one row. */
  repeatedIds: string[];
  repeated: RepeatedRows[];
  leaks: LeakedRows[];
  /** Rows by their whole set of labels, joined by `+`; `none` without category. */
  combinations: Record<string, number>;
  /** For each label, the rows that have it and each other label. */
  together: Record<Label, Record<Label, number>>;
}

/**
 * Examines a labelled file, and what it shares with another one.
 *
 * @param longest overlong from here on, in UTF-16 units
 */
export function lintRows(rows: readonly GoldRow[], others: readonly GoldRow[], longest: number): DataFindings {
  const groups = findCopies([...rows, ...others].map(({ text }) => text));
  const inside = groups.map((group) => membersOf(group, rows, others));
  return {
    rows: rows.length,
    empty: rows.filter(({ text }) => text.trim() === '').map(({ id }) => id),
    overlong: rows.filter(({ text }) => text.length >= longest).map(({ id }) => id),
    repeatedIds: repeatedIds(rows),
    repeated: inside.flatMap(({ mine, variants }) => (mine.length > 1 ? [repeatedRows(mine, variants)] : [])),
    leaks: inside.flatMap(({ mine, theirs }) =>
      mine.length > 0 && theirs.length > 0 ? [{ ids: idsOf(mine), otherIds: idsOf(theirs) }] : [],
    ),
    combinations: countBy(rows, (row) => combinationOf(row)),
    together: countTogether(rows),
  };
}

function membersOf({ indexes, variants }: CopyGroup, rows: readonly GoldRow[], others: readonly GoldRow[]) {
  return {
    variants,
    mine: indexes.filter((index) => index < rows.length).map((index) => rows[index]!),
    theirs: indexes.filter((index) => index >= rows.length).map((index) => others[index - rows.length]!),
  };
}

function repeatedRows(rows: readonly GoldRow[], variants: number): RepeatedRows {
  return {
    ids: idsOf(rows),
    exact: variants === 1,
    conflicting: new Set(rows.map(combinationOf)).size > 1,
    acrossSplits: new Set(rows.map(({ fields }) => String(fields.split))).size > 1,
  };
}

function idsOf(rows: readonly GoldRow[]): string[] {
  return rows.map(({ id }) => id);
}

function repeatedIds(rows: readonly GoldRow[]): string[] {
  return Object.entries(countBy(rows, ({ id }) => id)).flatMap(([id, count]) => (count > 1 ? [id] : []));
}

function combinationOf({ gold }: GoldRow): string {
  const categories = CATEGORIES.filter((category) => gold.labels.includes(category));
  return categories.length === 0 ? 'none' : categories.join('+');
}

function countBy(rows: readonly GoldRow[], key: (row: GoldRow) => string): Record<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(key(row), (counts.get(key(row)) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([, a], [, b]) => b - a));
}

function countTogether(rows: readonly GoldRow[]): Record<Label, Record<Label, number>> {
  const has = ({ gold }: GoldRow, label: Label): boolean =>
    label === 'crypto_related' ? gold.cryptoRelated === true : gold.labels.includes(label);
  const pairs = LABELS.map((label) => {
    const withLabel = rows.filter((row) => has(row, label));
    return [
      label,
      Object.fromEntries(LABELS.map((other) => [other, withLabel.filter((row) => has(row, other)).length])),
    ];
  });
  return Object.fromEntries(pairs);
}
