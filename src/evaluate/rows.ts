import type { Category, Label } from '../labels.ts';
import type { Verdict } from '../result.ts';

/** What a person or a system says about one text. */
export interface Labelling {
  labels: readonly Category[];
  /** Null where nothing is said about it. */
  cryptoRelated: boolean | null;
}

/** What a system says about one text. */
export interface Answer extends Labelling {
  /** Probabilities, 0-1, of the labels that the system scores. */
  scores: Readonly<Partial<Record<Label, number>>>;
  /** Null where the system gives none. */
  verdict: Verdict | null;
}

/** One text of a labelled file as it was labelled and as a system answered; never the text itself. */
export interface EvaluatedRow {
  id: string;
  /** Rows of one group (an author, a channel, near-copies) are drawn together by the bootstrap; null: a group of its own. */
  group: string | null;
  gold: Labelling;
  answer: Answer;
}
