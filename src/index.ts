export { type CallOptions, type Classifier, createClassifier } from './classifier.ts';
export { redact } from './contacts/index.ts';
export { CoinscreenError, ERROR_CODES, type ErrorCode } from './errors.ts';
export type { ExplainedHit, Explanation, HiddenTerm, StageScores } from './explain.ts';
export { CATEGORIES, type Category, LABELS, type Label } from './labels.ts';
export { type LabelRule, loadPolicy, type Policy } from './policy/index.ts';
export type { ClassifierOptions } from './resources.ts';
export type {
  Classification,
  Contact,
  ContactKind,
  DecidedBy,
  Decision,
  Evasion,
  Evidence,
  FoldKind,
  Language,
  Reader,
  Severity,
  Span,
  Strength,
  Verdict,
  Versions,
} from './result.ts';
export type { SegmenterName } from './segment/index.ts';
export { checkText, MAX_TEXT_LENGTH } from './text.ts';
