import type { Classifier } from '../../classifier.ts';
import { CoinscreenError, type ErrorCode } from '../../errors.ts';
import { answerWriter, type FileFormat } from '../../io/index.ts';
import type { Classification } from '../../result.ts';
import { addResult, emptyCounts, type LabelCounts } from './counts.ts';

/** A text that the classifier could not answer, and why; without any text. */
export interface Failure {
  code: ErrorCode;
  message: string;
}

/** What became of some texts. Plain data, so that it passes between threads. */
export interface Answered {
  /** In the order of the texts; see `answerWriter`. */
  answers: (string | Failure)[];
  counts: LabelCounts;
}

/** Labels texts; one for every thread. */
export type AnswerTexts = (texts: readonly string[], format: FileFormat) => Promise<Answered>;

/** Classifies texts one by one, so that one that breaks costs itself alone. */
export function answersOf(classifier: Pick<Classifier, 'classify' | 'cacheHits'>): AnswerTexts {
  return async (texts, format) => {
    const counts = emptyCounts();
    const writeAnswer = await answerWriter(format);
    const answers: Answered['answers'] = [];
    const hitsBefore = classifier.cacheHits;
    for (const text of texts) {
      const started = performance.now();
      const result = await classifyOne(classifier, text);
      if (!('labels' in result)) {
        answers.push(result);
        continue;
      }
      addResult(counts, result, performance.now() - started);
      answers.push(writeAnswer(result));
    }
    counts.cacheHits += classifier.cacheHits - hitsBefore;
    return { answers, counts };
  };
}

async function classifyOne(classifier: Pick<Classifier, 'classify'>, text: string): Promise<Classification | Failure> {
  try {
    return await classifier.classify(text);
  } catch (error) {
    if (error instanceof CoinscreenError) {
      if (!error.code.startsWith('TEXT_')) throw error;
      return { code: error.code, message: error.message };
    }
    // Its message might quote the text.
    const name = error instanceof Error ? error.name : typeof error;
    return {
      code: 'CLASSIFIER_FAILED',
      message: `a stage failed on this text (${name}); the row was left out: report it with the versions in use`,
    };
  }
}
