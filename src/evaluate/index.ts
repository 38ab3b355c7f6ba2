export { type Bound, type FailedBound, failedBounds, holds } from './bounds.ts';
export { type Columns, labelColumn, toColumns } from './columns.ts';
export { type Comparison, compareRows, type Difference, type MovedLabel } from './compare.ts';
export type { Confusion } from './confusion.ts';
export {
  type CurvePoint,
  precisionRecallCurve,
  type ReliabilityBin,
  reliabilityBins,
} from './curves.ts';
export { type Evaluation, evaluateRows, type SliceEvaluation, type VerdictConfusion } from './evaluate.ts';
export { figureText, METRIC_TITLES, numberText } from './figure-text.ts';
export { FIGURES, type Figure, type Figures, figureName, METRICS, type Metric, SCOPES, type Scope } from './figures.ts';
export { type GoldRow, readGold, readId } from './gold.ts';
export type { Resampling } from './intervals.ts';
export { checkIds, joinAnswers } from './join.ts';
export { findLabelErrors, type LikelyLabelError } from './label-errors.ts';
export { type LabelNames, labelNames, NO_LABEL } from './label-names.ts';
export { type DataFindings, type LeakedRows, lintRows, type RepeatedRows } from './lint.ts';
export { foldForComparison } from './min-hash.ts';
export { type PredictionReading, readAnswer } from './predictions.ts';
export { createRandom, type Random } from './random.ts';
export type { Answer, EvaluatedRow, Labelling } from './rows.ts';
export { sliceRows, valuesIn } from './slices.ts';
export { FEWEST_POSITIVES, isTuned, type Target, type TunedLabel, tuneLabel, type UntunedLabel } from './tune.ts';
