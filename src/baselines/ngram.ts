import { createRandom, type Random } from '../evaluate/index.ts';
import { sigmoid } from '../fuse/index.ts';
import { lengthShare, ngramBuckets } from '../gate/index.ts';
import type { Learner } from './baseline.ts';

const BITS = 18;
const EPOCHS = 10;
const RATE = 1;
const BIAS_RATE = 0.05;
/** Keeps the first steps of AdaGrad from dividing by nothing. */
const FIRST_SQUARE = 1e-4;
const SEED = 1;

/**
 * Logistic regression over hashed character n-grams, the strongest of the simple baselines: the features of the gate,
 * learned by AdaGrad (Duchi, Hazan, Singer 2011).
 */
export const NGRAM: Learner<Int32Array> = {
  read: (folded) => ngramBuckets(folded, BITS),
  learn(documents, truths) {
    const regression = { weights: new Float32Array(2 ** BITS), bias: 0 };
    const squares = new Float32Array(2 ** BITS).fill(FIRST_SQUARE);
    const order = Uint32Array.from(documents.keys());
    const random = createRandom(SEED);
    for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
      shuffle(order, random);
      for (const index of order) step(documents[index]!, Number(truths[index]), regression, squares);
    }
    return (document) => probability(document, regression);
  },
};

interface Regression {
  weights: Float32Array;
  bias: number;
}

function probability(buckets: Int32Array, { weights, bias }: Regression): number {
  let sum = 0;
  for (const bucket of buckets) sum += weights[bucket]!;
  return sigmoid(sum * lengthShare(buckets.length) + bias);
}

function step(buckets: Int32Array, goal: number, regression: Regression, squares: Float32Array): void {
  const slope = probability(buckets, regression) - goal;
  regression.bias -= BIAS_RATE * slope;
  const part = slope * lengthShare(buckets.length);
  for (const bucket of buckets) {
    squares[bucket]! += part * part;
    regression.weights[bucket]! -= (RATE * part) / Math.sqrt(squares[bucket]!);
  }
}

/** Fisher-Yates. */
function shuffle(order: Uint32Array, random: Random): void {
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = random(last + 1);
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
}
