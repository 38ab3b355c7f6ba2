import type { Labelling } from '../evaluate/index.ts';
import type { Label } from '../labels.ts';

/** A text with what it was labelled by hand, to learn from. */
export interface TrainingText {
  text: string;
  gold: Labelling;
}

/** A system to compare coinscreen with. */
export interface Baseline {
  /** Probabilities, 0-1, of the labels that it knows. */
  scores(text: string): Promise<Partial<Record<Label, number>>>;
  close(): Promise<void>;
}

/** A way to learn one label at a time. */
export interface Learner<Document> {
  /** What it sees of a folded text. */
  read(folded: string): Document;
  /** Learns a label from documents, some with it and some without; gives the probability of it in a document. */
  learn(documents: readonly Document[], truths: readonly boolean[]): (document: Document) => number;
}
