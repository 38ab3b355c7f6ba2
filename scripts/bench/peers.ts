/**
 * coinscreen beside transformers.js on the same model folder: `npx tsx scripts/bench/peers.ts FILE…` (JSONL with `text`,
 * `labels`, `crypto_related`). One thread each, int8, in one process, in turns; the peer with the batch size that is best for
 * it, its posts sorted by length so that it pads little. Before anything is timed, both must give the same logits.
 */
import { basename, dirname } from 'node:path';
import { AutoModelForSequenceClassification, AutoTokenizer, env, type Tensor } from '@huggingface/transformers';
import { createClassifier } from '../../src/classifier.ts';
import { PACKAGE_ROOT } from '../../src/files.ts';
import { normalize } from '../../src/normalize/index.ts';
import { DEFAULT_MODEL, openResources } from '../../src/resources.ts';
import { machine, quantile, writeResults } from './machine.ts';
import { readPosts, traffic } from './traffic.ts';

const ROUNDS = 5;
const POSTS = 600;
const BATCHES = [1, 8, 32];
/** int8 activations are scaled over a batch, so single texts are compared. */
const TOLERANCE = 1e-4;

type Logits = (texts: readonly string[]) => Promise<Float32Array>;

async function openPeer(): Promise<Logits> {
  env.allowRemoteModels = false;
  env.localModelPath = dirname(DEFAULT_MODEL);
  const name = basename(DEFAULT_MODEL);
  const options = { dtype: 'q8', session_options: { intraOpNumThreads: 1, interOpNumThreads: 1 } } as const;
  const [tokenizer, model] = await Promise.all([
    AutoTokenizer.from_pretrained(name),
    AutoModelForSequenceClassification.from_pretrained(name, options),
  ]);
  return async (texts) => {
    const inputs = tokenizer([...texts], { padding: true, truncation: true, max_length: 192 });
    const { logits } = (await model(inputs)) as { logits: Tensor };
    return logits.data as Float32Array;
  };
}

async function peerRate(peer: Logits, texts: readonly string[], batch: number): Promise<number> {
  const sorted = texts.toSorted((a, b) => a.length - b.length);
  const started = performance.now();
  for (let at = 0; at < sorted.length; at += batch) {
    const logits = await peer(sorted.slice(at, at + batch));
    if (!Number.isFinite(logits[0])) throw new Error('the peer gave no answer');
  }
  return (texts.length / (performance.now() - started)) * 1000;
}

async function rate(texts: readonly string[], answer: (text: string) => Promise<unknown>): Promise<number> {
  const started = performance.now();
  for (const text of texts) await answer(text);
  return (texts.length / (performance.now() - started)) * 1000;
}

async function latencies(texts: readonly string[]) {
  const times: Record<'ended' | 'read', number[]> = { ended: [], read: [] };
  for (const text of texts) {
    const started = performance.now();
    const { modelRead } = await classifier.classify(text);
    times[modelRead ? 'read' : 'ended'].push(performance.now() - started);
  }
  const of = (list: number[]) => ({
    posts: list.length,
    p50: quantile(list, 0.5),
    p95: quantile(list, 0.95),
    p99: quantile(list, 0.99),
  });
  return { ended: of(times.ended), read: of(times.read) };
}

const before = machine();
const files = process.argv.slice(2);
if (files.length === 0)
  throw new Error(`found no file, expected JSONL files such as ${PACKAGE_ROOT}/data/corpus/*.jsonl`);
const texts = traffic(readPosts(files), POSTS, 1);
const classifier = await createClassifier();
const { model } = await openResources({});
const peer = await openPeer();

// The peer knows windows of 192 tokens no more than we pad: only texts of one window are the same task.
const folded = texts.map((text) => normalize(text).text);
let worst = 0;
for (const text of folded.slice(0, 60)) {
  const ours = await model!.infer(text);
  if (ours.windows > 1) continue;
  const theirs = await peer([text]);
  ours.logits.forEach((logit, label) => {
    worst = Math.max(worst, Math.abs(logit - theirs[label]!));
  });
}
if (!(worst <= TOLERANCE)) throw new Error(`the peer's logits differ by ${worst}`);

const rates: Record<string, number[]> = {};
const note = (name: string, value: number): void => {
  rates[name] = [...(rates[name] ?? []), value];
};
for (let round = 0; round < ROUNDS; round += 1) {
  note('coinscreen, realistic traffic', await rate(texts, (text) => classifier.classify(text)));
  note('coinscreen, every post through the model', await rate(texts, (text) => model!.infer(normalize(text).text)));
  for (const batch of BATCHES) note(`transformers.js, batches of ${batch}`, await peerRate(peer, texts, batch));
}
const medians = Object.fromEntries(Object.entries(rates).map(([name, list]) => [name, quantile(list, 0.5)]));
const best = Math.max(...BATCHES.map((batch) => medians[`transformers.js, batches of ${batch}`]!));
const figures = {
  what: 'posts a second, median of rounds in turns, one thread; milliseconds a post',
  posts: POSTS,
  rounds: ROUNDS,
  worstLogitDifference: worst,
  medians,
  times: {
    realisticTraffic: medians['coinscreen, realistic traffic']! / best,
    everyPost: medians['coinscreen, every post through the model']! / best,
  },
  rates,
  milliseconds: await latencies(traffic(readPosts(files), 3000, 2)),
};
console.log(JSON.stringify(figures, null, 2));
console.log(writeResults('peers', before, figures));
await classifier.close();
await model!.close();
