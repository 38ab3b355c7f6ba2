import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CoinscreenError } from '../errors.ts';
import { LABELS } from '../labels.ts';
import { suspicion } from '../suspicion.ts';
import { ngramBuckets } from './ngrams.ts';

/**
 * One linear model a label over hashed character n-grams. It costs microseconds, so it reads every text; only what it
 * cannot rule out goes on to the skimmer.
 */
export interface Gate {
  /** Buckets are 2^bits. */
  bits: number;
  /** Weights of all labels side by side, bucket by bucket: `bucket * LABELS.length + label`. */
  weights: Int8Array;
  /** What one step of a label's weights is worth. */
  scales: Float32Array;
  biases: Float32Array;
  /** A text is ruled out when its {@link suspicion} lies below this. */
  threshold: number;
}

const MAGIC = 0x31475343; // "CSG1"
/** Magic, bits, labels, threshold; then scales and biases. */
const HEADER_BYTES = 16 + LABELS.length * 8;

/**
 * Reads `gate.bin` of a model folder.
 *
 * @throws {CoinscreenError} MODEL_INVALID
 */
export function loadGate(folder: string): Gate {
  const path = join(folder, 'gate.bin');
  const invalid = (found: string): CoinscreenError =>
    new CoinscreenError('MODEL_INVALID', `${path}: found ${found}; copy the folder again, or train the gate anew`);
  if (!existsSync(path)) throw invalid('no such file');
  const file = readFileSync(path);
  if (file.length < HEADER_BYTES || file.readUInt32LE(0) !== MAGIC) throw invalid('no gate file');
  const bits = file.readUInt32LE(4);
  const labels = file.readUInt32LE(8);
  const expected = HEADER_BYTES + labels * 2 ** bits;
  if (labels !== LABELS.length) throw invalid(`${labels} labels, expected ${LABELS.length}`);
  if (file.length !== expected) throw invalid(`${file.length} bytes, expected ${expected}`);
  const floats = (at: number): Float32Array =>
    Float32Array.from(LABELS, (_, label) => file.readFloatLE(at + label * 4));
  return {
    bits,
    threshold: file.readFloatLE(12),
    scales: floats(16),
    biases: floats(16 + LABELS.length * 4),
    weights: new Int8Array(file.buffer, file.byteOffset + HEADER_BYTES, file.length - HEADER_BYTES),
  };
}

/** The bytes that {@link loadGate} reads. */
export function gateBytes({ bits, threshold, scales, biases, weights }: Gate): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32LE(MAGIC, 0);
  header.writeUInt32LE(bits, 4);
  header.writeUInt32LE(LABELS.length, 8);
  header.writeFloatLE(threshold, 12);
  for (const [label, scale] of scales.entries()) header.writeFloatLE(scale, 16 + label * 4);
  for (const [label, bias] of biases.entries()) header.writeFloatLE(bias, 16 + (LABELS.length + label) * 4);
  return Buffer.concat([header, Buffer.from(weights.buffer, weights.byteOffset, weights.length)]);
}

/** What the gate says of a text. */
export interface GateOutput {
  /** In label order. */
  logits: Float32Array;
  /** True when it finds nothing that a transformer could find more in. */
  ruledOut: boolean;
}

/** Code units read at once, and how many of them the next stretch reads again: an offer in a long essay must not drown. */
const STRETCH = 300;
const OVERLAP = 60;

/** Reads a folded text, a long one in stretches: each label's highest logit over them. */
export function readGate(folded: string, gate: Gate): GateOutput {
  const logits = stretchLogits(folded.slice(0, STRETCH), gate);
  for (let start = STRETCH - OVERLAP; start + OVERLAP < folded.length; start += STRETCH - OVERLAP) {
    const next = stretchLogits(folded.slice(start, start + STRETCH), gate);
    for (let label = 0; label < logits.length; label += 1) logits[label] = Math.max(logits[label]!, next[label]!);
  }
  return { logits, ruledOut: suspicion(logits) < gate.threshold };
}

/** The sum over a stretch's n-grams, scaled, and a bias. */
function stretchLogits(stretch: string, { bits, weights, scales, biases }: Gate): Float32Array {
  const buckets = ngramBuckets(stretch, bits);
  const sums = sumWeights(buckets, weights);
  const share = lengthShare(buckets.length);
  return Float32Array.from(sums, (sum, label) => sum * scales[label]! * share + biases[label]!);
}

/**
 * One sum a label ({@link LABELS} has five), each in a variable of its own: with a loop over the labels this, the most of the
 * gate, takes more than twice as long.
 */
function sumWeights(buckets: Int32Array, weights: Int8Array): number[] {
  let [first, second, third, fourth, topic] = [0, 0, 0, 0, 0];
  for (let index = 0; index < buckets.length; index += 1) {
    const at = buckets[index]! * LABELS.length;
    first += weights[at]!;
    second += weights[at + 1]!;
    third += weights[at + 2]!;
    fourth += weights[at + 3]!;
    topic += weights[at + 4]!;
  }
  return [first, second, third, fourth, topic];
}

/** By the root of the count, so that long texts speak louder than short ones, but not in proportion. */
export function lengthShare(ngrams: number): number {
  return 1 / Math.sqrt(Math.max(1, ngrams));
}
