import type { Bound, Comparison, EvaluatedRow, Evaluation, FailedBound } from '../evaluate/index.ts';
import type { Label } from '../labels.ts';
import type { Evidence } from '../result.ts';

/** A row with what a person needs to judge an error. */
export interface ReportedRow extends EvaluatedRow {
  text: string;
  /** What the system points to in the text; empty for a system that does not say. */
  evidence: readonly Evidence[];
}

/** All that a report shows. */
export interface ReportInput {
  /** Name of the labelled file. */
  gold: string;
  /** Who answered, in a few words. */
  system: string;
  leftOut: { filtered: number; uncertain: number };
  evaluation: Evaluation;
  bounds: readonly Bound[];
  failedBounds: readonly FailedBound[];
  comparison: Comparison | null;
  rows: readonly ReportedRow[];
  /** From which score on the system gives a label. */
  thresholds: Readonly<Record<Label, number>>;
  /** Versions and hashes of everything that had a part in it, by name. */
  provenance: readonly (readonly [name: string, value: string])[];
  /** Shows no text of a row. */
  redact: boolean;
}
