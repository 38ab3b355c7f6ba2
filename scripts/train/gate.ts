/**
 * Trains the gate: a logistic regression a label over hashed n-grams of the folded texts, by AdaGrad (Duchi et al. 2011), on
 * hard labels and, for unlabelled posts, on the teacher's soft ones. Then sets its threshold on the dev splits.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../src/files.ts';
import { type Gate, gateBytes, lengthShare, ngramBuckets, readGate } from '../../src/gate/index.ts';
import { loadLexicon, matchKeywords } from '../../src/keyword/index.ts';
import { LABELS } from '../../src/labels.ts';
import { createSegmenter } from '../../src/segment/index.ts';
import { suspicion } from '../../src/suspicion.ts';
import { seededRandom } from '../evasion/random.ts';

const BITS = 18;
const EPOCHS = 6;
const RATE = 0.1;
const UNCERTAIN_WEIGHT = 0.3;
/** An act that is missed is lost for good, an innocent post that passes only costs milliseconds. */
const LABELLED_WEIGHT = 3;
/** Share of the labelled dev posts that the gate may end. */
const MOST_LOST = 0.003;
/** Weights beyond this share are cut off, so that a few large ones do not coarsen all others. */
const KEPT_WEIGHTS = 0.9999;

interface Row {
  id: string;
  text: string;
  labels?: string[];
  crypto_related?: boolean;
  uncertain?: boolean;
  split?: string;
  plain?: string;
}

interface Example {
  buckets: Int32Array;
  goals: number[];
  weight: number;
}

const TRAINING = [
  'real-labelled',
  'real-labelled-2',
  'real-read',
  'written',
  'benign',
  'disguised',
  'disguised-benign',
];
const UNLABELLED = ['unlabelled', 'disguised-unlabelled'];
const LABELLED_DEV = ['real-labelled', 'written'];

function readRows(folder: string, names: readonly string[]): Row[] {
  return names.flatMap((name) =>
    readFileSync(join(folder, `${name}.jsonl`), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Row),
  );
}

function readSoft(file: string): Map<string, number[]> {
  if (!existsSync(file)) return new Map();
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  const rows = lines.map((line) => JSON.parse(line) as { id: string; probabilities: number[] });
  return new Map(rows.map(({ id, probabilities }) => [id, probabilities]));
}

function examplesOf(folder: string, softFile: string): Example[] {
  const hard = readRows(folder, TRAINING).filter(({ split }) => split === 'train');
  const known = new Set(hard.map(({ id }) => id));
  const soft = readSoft(softFile);
  const weightOf = ({ uncertain, labels }: Row) =>
    (uncertain ? UNCERTAIN_WEIGHT : 1) * (labels !== undefined && labels.length > 0 ? LABELLED_WEIGHT : 1);
  const fromHard = hard.map((row) => ({
    buckets: ngramBuckets(row.text, BITS),
    goals: hardGoals(row),
    weight: weightOf(row),
  }));
  const fromSoft = readRows(folder, UNLABELLED)
    .filter(({ id, plain }) => !known.has(plain ?? id) && soft.has(plain ?? id))
    .map(({ id, plain, text }) => ({
      buckets: ngramBuckets(text, BITS),
      goals: soft.get(plain ?? id) as number[],
      weight: 1,
    }));
  return [...fromHard, ...fromSoft];
}

function hardGoals({ labels = [], crypto_related }: Row): number[] {
  return LABELS.map((label) => Number(label === 'crypto_related' ? crypto_related : labels.includes(label)));
}

/** Weights and biases in floating point, bucket by bucket as in the {@link Gate}. */
interface Trained {
  weights: Float32Array;
  biases: Float32Array;
}

function train(examples: readonly Example[]): Trained {
  const count = LABELS.length;
  const weights = new Float32Array(count * 2 ** BITS);
  const squares = new Float32Array(weights.length).fill(1e-4);
  const biases = new Float32Array(count);
  const random = seededRandom(1);
  const order = examples.map((_, index) => index);
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    for (let i = order.length - 1; i > 0; i -= 1) {
      const other = Math.floor(random() * (i + 1));
      [order[i], order[other]] = [order[other]!, order[i]!];
    }
    let loss = 0;
    for (const index of order) loss += step(examples[index]!, { weights, biases }, squares);
    console.log(`gate epoch ${epoch + 1} loss ${(loss / order.length).toFixed(4)}`);
  }
  return { weights, biases };
}

/** One step of AdaGrad on one example; gives its loss. */
function step({ buckets, goals, weight }: Example, { weights, biases }: Trained, squares: Float32Array): number {
  const count = LABELS.length;
  const share = lengthShare(buckets.length);
  let loss = 0;
  for (let label = 0; label < count; label += 1) {
    let sum = 0;
    for (const bucket of buckets) sum += weights[bucket * count + label]!;
    const probability = 1 / (1 + Math.exp(-(sum * share + biases[label]!)));
    const goal = goals[label]!;
    loss -= goal * Math.log(probability + 1e-9) + (1 - goal) * Math.log(1 - probability + 1e-9);
    const slope = (probability - goal) * weight;
    biases[label]! -= 0.01 * slope;
    const part = slope * share;
    for (const bucket of buckets) {
      const at = bucket * count + label;
      squares[at]! += part * part;
      weights[at]! -= (RATE * part) / Math.sqrt(squares[at]!);
    }
  }
  return loss;
}

/** Rounds each label's weights to 8 bits. */
function quantize({ weights, biases }: Trained): Gate {
  const count = LABELS.length;
  const scales = Float32Array.from(LABELS, (_, label) => {
    const sizes = weights
      .filter((_, at) => at % count === label)
      .map(Math.abs)
      .sort();
    return sizes[Math.floor(KEPT_WEIGHTS * (sizes.length - 1))]! / 127;
  });
  const rounded = weights.map((weight, at) => Math.max(-127, Math.min(127, Math.round(weight / scales[at % count]!))));
  return { bits: BITS, weights: Int8Array.from(rounded), scales, biases, threshold: 0 };
}

/** Trains the gate and writes `gate.bin` into the model folder. */
export async function trainGate(folded: string, softFile: string, modelFolder: string): Promise<void> {
  const gate = quantize(train(examplesOf(folded, softFile)));
  const lexicon = loadLexicon(join(PACKAGE_ROOT, 'data', 'lexicon'));
  const segmenter = await createSegmenter('jieba');
  const hasHit = (text: string) => matchKeywords(text, lexicon, segmenter).hits.length > 0;
  const suspicionOf = (text: string) => suspicion(readGate(text, gate).logits);
  const dev = readRows(folded, LABELLED_DEV).filter(({ split, uncertain }) => split === 'dev' && !uncertain);
  const labelled = dev.filter(({ labels }) => labels !== undefined && labels.length > 0);
  const atRisk = labelled.filter(({ text }) => !hasHit(text)).map(({ text }) => suspicionOf(text));
  const lost = Math.floor(MOST_LOST * labelled.length);
  gate.threshold = atRisk.sort((a, b) => a - b)[lost] ?? 0;
  writeFileSync(join(modelFolder, 'gate.bin'), gateBytes(gate));
  const benign = readRows(folded, ['benign']).filter(({ split }) => split === 'dev');
  const ended = benign.filter(({ text }) => !hasHit(text) && suspicionOf(text) < gate.threshold).length;
  console.log(
    `gate: threshold ${gate.threshold.toFixed(3)} ends ${lost} of ${labelled.length} labelled dev posts ` +
      `(${atRisk.length} without a term) and ${ended} of ${benign.length} everyday ones`,
  );
}
