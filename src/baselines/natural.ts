import { CoinscreenError } from '../errors.ts';
import { createSegmenter, tokenize } from '../segment/index.ts';
import type { Learner } from './baseline.ts';

/** Which of natural's classifiers. */
export type NaturalName = 'natural-bayes' | 'natural-logistic';

/** The part of natural's classifiers that is used. */
interface NaturalClassifier {
  addDocument(tokens: string[], label: string): void;
  train(): void;
  getClassifications(tokens: string[]): { label: string; value: number }[];
}

/**
 * By sub-path, since the package's root loads database clients and reads `.env` files. Typed as text: natural is an
 * optional package, also for the type check.
 */
const MODULES: Record<NaturalName, string> = {
  'natural-bayes': 'natural/lib/natural/classifiers/bayes_classifier.js',
  'natural-logistic': 'natural/lib/natural/classifiers/logistic_regression_classifier.js',
};

/**
 * What each is given of the training texts. natural turns a text into one number for every word that it knows, and its
 * regression multiplies the matrix of all texts and words in every step: 2,000 texts of 200 words take it 48 s a label,
 * 8,000 of 400 over an hour.
 */
const DIETS: Record<NaturalName, { words: number; texts: number }> = {
  'natural-bayes': { words: 5000, texts: Infinity },
  'natural-logistic': { words: 300, texts: 1000 },
};

const WITH = 'with';
const WITHOUT = 'without';

/**
 * natural's classifiers over words: of jieba for Chinese, stems for English. Its regression drops the intercept that it has
 * learned, so that it takes rare labels for common ones; it is measured as it is.
 *
 * @throws {CoinscreenError} SYSTEM_UNAVAILABLE when natural is not installed
 */
export async function createNatural(name: NaturalName): Promise<Learner<string[]>> {
  const Classifier = await load(name);
  const segmenter = await createSegmenter('jieba');
  return {
    read: (folded) => [
      ...new Set(
        tokenize(folded, segmenter).map(({ start, end, stem }) => stem ?? folded.slice(start, end).toLowerCase()),
      ),
    ],
    learn(documents, truths) {
      const diet = DIETS[name];
      const words = frequentWords(documents, diet.words);
      const known = (document: readonly string[]): string[] => document.filter((word) => words.has(word));
      const classifier = new Classifier();
      const stride = Math.max(1, Math.ceil(documents.length / diet.texts));
      for (let index = 0; index < documents.length; index += stride) {
        classifier.addDocument(known(documents[index]!), truths[index] ? WITH : WITHOUT);
      }
      classifier.train();
      const share = truths.filter(Boolean).length / truths.length;
      return (document) => {
        const seen = known(document);
        return seen.length === 0 ? share : probabilityOf(classifier.getClassifications(seen), share);
      };
    },
  };
}

async function load(name: NaturalName): Promise<new () => NaturalClassifier> {
  try {
    return ((await import(MODULES[name])) as { default: new () => NaturalClassifier }).default;
  } catch (cause) {
    const message = `found no package natural, which ${name} is from; install it with npm install natural@8`;
    throw new CoinscreenError('SYSTEM_UNAVAILABLE', message, { cause });
  }
}

function frequentWords(documents: readonly (readonly string[])[], count: number): ReadonlySet<string> {
  const frequencies = new Map<string, number>();
  for (const word of documents.flat()) frequencies.set(word, (frequencies.get(word) ?? 0) + 1);
  const descending = [...frequencies].sort(([, a], [, b]) => b - a);
  return new Set(descending.slice(0, count).map(([word]) => word));
}

/** natural multiplies probabilities without a logarithm: of a long text both vanish, and the share in training is left. */
function probabilityOf(classes: readonly { label: string; value: number }[], share: number): number {
  const value = (name: string): number => classes.find(({ label }) => label === name)?.value ?? 0;
  const [having, lacking] = [value(WITH), value(WITHOUT)];
  return having + lacking === 0 ? share : having / (having + lacking);
}
