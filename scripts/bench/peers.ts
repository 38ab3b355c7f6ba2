/**
 * coinscreen beside transformers.js on the same model folder and natural's classifier, on one core and on two:
 * `npm run bench:peers -- FILE… [--posts N] [--rounds N]` (JSONL with `id`, `text`, `labels`, `crypto_related`,
 * `split`). In one process, in turns; transformers.js with int8, its posts sorted by length, and of its batch sizes and
 * its own thread layouts the fastest. Before anything is timed, both must give the same logits.
 */
import { parseArgs } from 'node:util';
import { createClassifier } from '../../src/classifier.ts';
import { openPool } from '../../src/cli/label/pool.ts';
import { BATCH_ROWS } from '../../src/cli/label/rows.ts';
import { normalize } from '../../src/normalize/index.ts';
import { machine, quantile, writeResults } from './machine.ts';
import { macroF1, trainNatural } from './natural.ts';
import { readAll, startReaders } from './reader-threads.ts';
import { openReader, openTokenizer, type Reader } from './readers.ts';
import { lengthsOf, readPosts, readRows, traffic } from './traffic.ts';

const BATCHES = [1, 8, 32];
const CORES = 2;
/**
 * Of single texts: int8 activations are scaled over a batch. Ours switches one fusion of the runtime off, and where an
 * activation then falls to the other side of a step, logits move a little.
 */
const TOLERANCE = 0.05;
const COMPARED = 60;
/** A run that is over sooner is repeated: a fast one would be measured worse than a slow one. */
const LEAST_SECONDS = 1;
const REALISTIC = 'coinscreen, realistic traffic';
const EVERY_POST = 'coinscreen, every post through the model';

/** Ways to go through all posts, by name. */
type Ways = Record<string, () => Promise<void>>;
type Rates = Record<string, number[]>;

const before = machine();
const { values, positionals: files } = parseArgs({
  allowPositionals: true,
  options: { posts: { type: 'string', default: '2000' }, rounds: { type: 'string', default: '5' } },
});
if (files.length === 0) throw new Error('found no file, expected JSONL files with posts of every kind');
const texts = traffic(readPosts(files), Number(values.posts), 1);
const classifier = await createClassifier();
// Rounds repeat the posts, and a remembered answer costs nothing.
const pool = await openPool({ cache: 0 }, CORES);
const [own, peer, wide] = [
  await openReader('coinscreen', 1),
  await openReader('transformers.js', 1),
  await openReader('transformers.js', CORES),
];
const [ownThreads, peerThreads] = [startReaders('coinscreen', CORES), startReaders('transformers.js', CORES)];
const natural = await trainNatural(readRows(files));

/** The greatest difference of logits between ours and every other reader; a text that needs several windows is another task. */
async function worstDifference(others: readonly Reader[]): Promise<number> {
  const windowsOf = openTokenizer();
  const folded = texts.map((text) => normalize(text).text).filter((text) => windowsOf(text).windows.length === 1);
  let worst = 0;
  for (const text of folded.slice(0, COMPARED)) {
    const ours = await own.read([text]);
    for (const { read } of others) {
      const theirs = await read([text]);
      for (const [label, logit] of ours.entries()) worst = Math.max(worst, Math.abs(logit - theirs[label]!));
    }
  }
  if (!(worst <= TOLERANCE)) throw new Error(`the logits differ by ${worst}`);
  return worst;
}

async function classifyEach(): Promise<void> {
  for (const text of texts) {
    const { verdict } = await classifier.classify(text);
    if (verdict === undefined) throw new Error('found no verdict');
  }
}

/** As `coinscreen label --workers 2` hands posts to its threads. */
async function labelInPool(): Promise<void> {
  const starts = Array.from({ length: Math.ceil(texts.length / BATCH_ROWS) }, (_, index) => index * BATCH_ROWS);
  const answered = await Promise.all(
    starts.map((start) => pool.answerTexts(texts.slice(start, start + BATCH_ROWS), 'jsonl')),
  );
  const labelled = answered.reduce((sum, { counts }) => sum + counts.labelled, 0);
  if (labelled !== texts.length) throw new Error(`labelled ${labelled} of ${texts.length}`);
}

async function naturalEach(): Promise<void> {
  for (const text of texts) {
    const { issuance } = await natural.scores(text);
    if (!Number.isFinite(issuance)) throw new Error('natural gave no answer');
  }
}

const peerWays = (name: string, readers: readonly Reader[]): Ways =>
  Object.fromEntries(BATCHES.map((batch) => [`${name}, batches of ${batch}`, () => readAll(readers, texts, batch)]));
const everyPost = (readers: readonly Reader[]) => ({ [EVERY_POST]: () => readAll(readers, texts, BATCHES[0]!) });
/** As the package runs by itself, and in our thread layout, which its users would have to build. */
const peerWaysOf = {
  oneThread: peerWays('transformers.js', [peer]),
  twoThreads: peerWays('transformers.js, two threads inside a session', [wide]),
  twoSessions: peerWays('transformers.js, two threads with a session each', peerThreads),
};
const waysOf = {
  oneThread: { [REALISTIC]: classifyEach, ...everyPost([own]), ...peerWaysOf.oneThread, natural: naturalEach },
  twoThreads: {
    [REALISTIC]: labelInPool,
    ...everyPost(ownThreads),
    ...peerWaysOf.twoThreads,
    ...peerWaysOf.twoSessions,
  },
};

/** Posts a second. */
async function rateOf(way: () => Promise<void>): Promise<number> {
  const started = performance.now();
  let seconds = 0;
  let posts = 0;
  while (seconds < LEAST_SECONDS) {
    await way();
    posts += texts.length;
    seconds = (performance.now() - started) / 1000;
  }
  return posts / seconds;
}

/** How many times as fast ours is, over the rounds. */
function timesOf(ours: readonly number[], theirs: readonly number[]) {
  const ratios = ours.map((rate, round) => rate / theirs[round]!);
  return { median: quantile(ratios, 0.5), least: Math.min(...ratios), most: Math.max(...ratios) };
}

function compare(rates: Rates, peers: Ways, sameLayout?: Ways) {
  const medians = Object.fromEntries(Object.entries(rates).map(([name, list]) => [name, quantile(list, 0.5)]));
  const bestOf = (ways: Ways) => Object.keys(ways).reduce((a, b) => (medians[a]! >= medians[b]! ? a : b));
  const best = bestOf(peers);
  const against = (name: string) => ({
    realisticTraffic: timesOf(rates[REALISTIC]!, rates[name]!),
    everyPost: timesOf(rates[EVERY_POST]!, rates[name]!),
  });
  return {
    postsPerSecond: medians,
    best,
    times: against(best),
    ...(sameLayout && { timesInTheSameLayout: against(bestOf(sameLayout)) }),
    ...(rates.natural && { timesNatural: against('natural') }),
    rates,
  };
}

// Untimed: a thread compiles what it runs, and the first of few rounds would measure that.
for (const way of [classifyEach, labelInPool, labelInPool]) await way();
const worst = await worstDifference([peer, wide, ...ownThreads, ...peerThreads]);
const rates: Record<keyof typeof waysOf, Rates> = { oneThread: {}, twoThreads: {} };
for (let round = 0; round < Number(values.rounds); round += 1) {
  for (const layout of ['oneThread', 'twoThreads'] as const) {
    for (const [name, way] of Object.entries(waysOf[layout])) {
      rates[layout][name] = [...(rates[layout][name] ?? []), await rateOf(way)];
    }
  }
}
const windowsOf = openTokenizer();
const windows = texts.map((text) => windowsOf(normalize(text).text).windows.length);
const figures = {
  what: 'posts a second, medians of rounds in turns; how many times as fast as the best of transformers.js in each round',
  posts: texts.length,
  lengths: lengthsOf(texts),
  // transformers.js reads a post in one go.
  windowsAPost: windows.reduce((sum, count) => sum + count, 0) / windows.length,
  rounds: Number(values.rounds),
  worstLogitDifference: worst,
  oneThread: compare(rates.oneThread, peerWaysOf.oneThread),
  twoThreads: compare(rates.twoThreads, peerWaysOf.twoThreads, peerWaysOf.twoSessions),
  macroF1: await macroF1(readRows(files), classifier, natural),
};
console.log(JSON.stringify(figures, null, 2));
console.log(writeResults('peers', before, figures));
const opened = [classifier, pool, own, peer, wide, ...ownThreads, ...peerThreads, natural];
await Promise.all(opened.map((each) => each.close()));
