/**
 * One post at a time on one thread, beside transformers.js on the same model: `npx tsx scripts/bench/latency.ts FILE…`
 * (as for peers.ts). Milliseconds for realistic traffic, in turns, and for posts that are one window of 64 tokens, from the
 * text to the logits.
 */
import { createClassifier } from '../../src/classifier.ts';
import { normalize } from '../../src/normalize/index.ts';
import { machine, quantile, writeResults } from './machine.ts';
import { openReader, openTokenizer } from './readers.ts';
import { lengthsOf, readPosts, traffic } from './traffic.ts';

const POSTS = 3000;
/** Posts in a row, before it is the other's turn: each finds the processor's caches as it left them. */
const TURN = 100;
const WINDOW_TOKENS = 64;
const WINDOW_RUNS = 500;
const WARM_UP = 50;

const before = machine();
const files = process.argv.slice(2);
if (files.length === 0) throw new Error('found no file, expected JSONL files with posts of every kind');
const posts = readPosts(files);
const texts = traffic(posts, POSTS, 2);
const classifier = await createClassifier();
const [own, peer] = [await openReader('coinscreen', 1), await openReader('transformers.js', 1)];

async function millisecondsOf<Answer>(work: () => Promise<Answer>): Promise<{ answer: Answer; milliseconds: number }> {
  const started = performance.now();
  const answer = await work();
  return { answer, milliseconds: performance.now() - started };
}

const describe = (times: readonly number[]) => ({
  runs: times.length,
  p50: quantile(times, 0.5),
  p95: quantile(times, 0.95),
  p99: quantile(times, 0.99),
});

const noTimes = () => ({ gate: [] as number[], skimmer: [] as number[], model: [] as number[] });

/** Ours by the last reader that the post needed; the peer has but one, so its posts are parted in the same way. */
async function postByPost() {
  const [ours, theirs] = [noTimes(), noTimes()];
  for (let start = 0; start < texts.length; start += TURN) {
    const turn = texts.slice(start, start + TURN);
    const ways: (keyof typeof ours)[] = [];
    for (const text of turn) {
      const { answer, milliseconds } = await millisecondsOf(() => classifier.classify(text));
      const way = answer.readBy;
      if (way === 'keyword') throw new Error('found a post that no reader but the keyword layer has seen');
      ways.push(way);
      ours[way].push(milliseconds);
    }
    for (const [index, text] of turn.entries()) {
      theirs[ways[index]!].push((await millisecondsOf(() => peer.read([text]))).milliseconds);
    }
  }
  const figuresOf = ({ gate, skimmer, model }: typeof ours) => ({
    all: describe([...gate, ...skimmer, ...model]),
    gate: describe(gate),
    beyondTheGate: describe([...skimmer, ...model]),
    skimmer: describe(skimmer),
    model: describe(model),
  });
  return { coinscreen: figuresOf(ours), 'transformers.js': figuresOf(theirs) };
}

/** Both special tokens count. */
async function oneWindow() {
  const windowsOf = openTokenizer();
  const full = Object.values(posts)
    .flat()
    .map((text) => normalize(text).text)
    .filter((text) => {
      const { windows } = windowsOf(text);
      return windows.length === 1 && windows[0]!.length === WINDOW_TOKENS;
    });
  if (full.length === 0) throw new Error(`found no post of ${WINDOW_TOKENS} tokens, expected more posts`);
  const times = { coinscreen: [] as number[], 'transformers.js': [] as number[] };
  for (let run = 0; run < WINDOW_RUNS; run += 1) {
    const text = full[run % full.length]!;
    times.coinscreen.push((await millisecondsOf(() => own.read([text]))).milliseconds);
    times['transformers.js'].push((await millisecondsOf(() => peer.read([text]))).milliseconds);
  }
  return {
    texts: full.length,
    coinscreen: describe(times.coinscreen),
    'transformers.js': describe(times['transformers.js']),
  };
}

for (const text of traffic(posts, WARM_UP, 3)) {
  await Promise.all([classifier.classify(text), own.read([text]), peer.read([text])]);
}
const figures = {
  what: 'milliseconds on one thread, one post at a time',
  lengths: lengthsOf(texts),
  traffic: await postByPost(),
  windowOf64Tokens: await oneWindow(),
};
console.log(JSON.stringify(figures, null, 2));
console.log(writeResults('latency', before, figures));
await Promise.all([classifier, own, peer].map((each) => each.close()));
