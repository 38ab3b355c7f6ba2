import { type Baseline, trainSystem } from '../../src/baselines/index.ts';
import type { Classifier } from '../../src/classifier.ts';
import { type Answer, type EvaluatedRow, evaluateRows, type Figure, type Labelling } from '../../src/evaluate/index.ts';
import { CATEGORIES } from '../../src/labels.ts';
import type { Post } from './traffic.ts';

/** From which probability on natural gives a label. */
const THRESHOLD = 0.5;
const RESAMPLING = { rounds: 200, seed: 1 };

/** The rows of a split that were labelled by hand and without doubt. */
function labelledRows(rows: readonly Post[], split: string): { text: string; gold: Labelling }[] {
  return rows.flatMap(({ text, labels, crypto_related: related, uncertain, ...row }) =>
    row.split !== split || labels === undefined || uncertain
      ? []
      : [{ text, gold: { labels, cryptoRelated: related ?? null } }],
  );
}

/** natural's naive Bayes, which learned from the train split. */
export async function trainNatural(rows: readonly Post[]): Promise<Baseline> {
  const texts = labelledRows(rows, 'train');
  if (texts.length === 0) throw new Error('found no row of the train split, expected files with some for natural');
  return trainSystem('natural-bayes', texts);
}

/** Macro-F1 over the four acts on the test split: both give valid answers, of different worth. */
export async function macroF1(rows: readonly Post[], classifier: Classifier, natural: Baseline) {
  const test = labelledRows(rows, 'test');
  const measure = async (answer: (text: string) => Promise<Answer>): Promise<Figure> => {
    const evaluated: EvaluatedRow[] = [];
    for (const [index, { text, gold }] of test.entries()) {
      evaluated.push({ id: String(index), group: null, gold, answer: await answer(text) });
    }
    return evaluateRows(evaluated, new Map(), RESAMPLING).figures.macro_f1!;
  };
  return {
    posts: test.length,
    coinscreen: await measure((text) => classifier.classify(text)),
    natural: await measure(async (text) => {
      const scores = await natural.scores(text);
      const labels = CATEGORIES.filter((category) => (scores[category] ?? 0) >= THRESHOLD);
      return { labels, cryptoRelated: null, scores, verdict: null };
    }),
  };
}
