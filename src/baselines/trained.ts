import { isCategory, LABELS, type Label } from '../labels.ts';
import { normalize } from '../normalize/index.ts';
import type { Baseline, Learner, TrainingText } from './baseline.ts';

/**
 * Teaches a learner every label. All learners read folded texts, so that what differs between them is what they learn.
 * A label that all texts have, or none, gets that share as its probability.
 */
export function trainBaseline<Document>(learner: Learner<Document>, texts: readonly TrainingText[]): Baseline {
  const read = (text: string): Document => learner.read(normalize(text).text);
  const documents = texts.map(({ text }) => read(text));
  const learned: [Label, (document: Document) => number][] = [];
  for (const label of LABELS) {
    const known = texts.flatMap((text, index) => {
      const truth = truthOf(text, label);
      return truth === null ? [] : [{ document: documents[index]!, truth }];
    });
    if (known.length > 0) learned.push([label, learnLabel(learner, known)]);
  }
  return {
    async scores(text) {
      const document = read(text);
      return Object.fromEntries(learned.map(([label, probability]) => [label, probability(document)]));
    },
    close: async () => {},
  };
}

function learnLabel<Document>(
  learner: Learner<Document>,
  known: readonly { document: Document; truth: boolean }[],
): (document: Document) => number {
  const truths = known.map(({ truth }) => truth);
  if (truths.every((truth) => truth === truths[0])) return () => Number(truths[0]);
  return learner.learn(
    known.map(({ document }) => document),
    truths,
  );
}

function truthOf({ gold }: TrainingText, label: Label): boolean | null {
  return isCategory(label) ? gold.labels.includes(label) : gold.cryptoRelated;
}
