import type { Baseline, TrainingText } from './baseline.ts';
import { MAJORITY } from './majority.ts';
import type { TrainedSystem } from './names.ts';
import { createNatural } from './natural.ts';
import { NGRAM } from './ngram.ts';
import { trainBaseline } from './trained.ts';

export type { Baseline, TrainingText } from './baseline.ts';
export { TRAINED_SYSTEMS, type TrainedSystem } from './names.ts';
export { openTransformer } from './transformer.ts';

/**
 * Trains a baseline; equal texts in equal order give an equal one.
 *
 * @throws {CoinscreenError} SYSTEM_UNAVAILABLE when its package is not installed
 */
export async function trainSystem(name: TrainedSystem, texts: readonly TrainingText[]): Promise<Baseline> {
  switch (name) {
    case 'majority':
      return trainBaseline(MAJORITY, texts);
    case 'ngram':
      return trainBaseline(NGRAM, texts);
    case 'natural-bayes':
    case 'natural-logistic':
      return trainBaseline(await createNatural(name), texts);
  }
}
