import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '../../src/evaluate/random.ts';
import { type LabelRun, label } from './label-run.ts';
import { quantile } from './machine.ts';
import { type Posts, traffic } from './traffic.ts';

/** One worker and no model, whose cost depends on the gate and on windows: what grows with characters and terms is the rest. */
const KEYWORD = ['--model', 'none', '--workers', '1'];
const LENGTHS = [10, 100, 1000, 5000];
const ROUNDS = 3;
const TERMS = [100, 1000, 10_000, 50_000];

const perPost = ({ rows, seconds, peakMegabytes }: LabelRun) => ({
  microsecondsAPost: (seconds / rows) * 1e6,
  peakMegabytes,
});

/** 1e3, 1e4 … posts of realistic traffic, up to `most`. */
export async function growthInPosts(posts: Posts, most: number, options: readonly string[]): Promise<LabelRun[]> {
  const runs: LabelRun[] = [];
  for (let rows = 1000; rows <= most; rows *= 10) runs.push(await label(traffic(posts, rows, 6), ...options));
  return runs;
}

/** Keyword mode, 1e3, 1e4 … posts up to `most`. */
export async function keywordGrowthInPosts(posts: Posts, most: number) {
  const runs = await growthInPosts(posts, most, KEYWORD);
  return runs.map((run) => ({ rows: run.rows, ...perPost(run), megabytes: run.megabytes }));
}

/** Keyword mode, by the length of a post. */
export async function growthInCharacters(posts: Posts) {
  const joined = traffic(posts, 20_000, 4).join('，');
  const grown = await inTurns(LENGTHS, (length) => label(postsOf(joined, length), ...KEYWORD));
  return grown.map(({ size: length, microsecondsAPost }) => {
    return { length, microsecondsAPost, nanosecondsACharacter: (microsecondsAPost / length) * 1000 };
  });
}

/** A million characters in posts of one length. */
function postsOf(joined: string, length: number): string[] {
  const pieces = Array.from({ length: 100 }, (_, index) => joined.slice(index * length, (index + 1) * length));
  const texts = pieces.map((piece) => piece.toWellFormed()).filter((piece) => piece.trim() !== '');
  return Array.from({ length: Math.round(1e6 / length / texts.length) + 1 }, () => texts).flat();
}

/** Keyword mode, by the terms that a lexicon file adds. */
export async function growthInTerms(posts: Posts) {
  const texts = traffic(posts, 20_000, 5);
  const folder = mkdtempSync(join(tmpdir(), 'coinscreen-bench-'));
  const grown = await inTurns(TERMS, (terms) => label(texts, ...KEYWORD, '--lexicon', writeTerms(folder, terms)));
  rmSync(folder, { recursive: true });
  return grown.map(({ size: terms, ...figures }) => ({ terms, ...figures }));
}

/** Runs every size in every round; medians of the rounds. */
async function inTurns(sizes: readonly number[], run: (size: number) => Promise<LabelRun>) {
  const runs = sizes.map((size) => ({ size, figures: [] as ReturnType<typeof perPost>[] }));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { size, figures } of runs) figures.push(perPost(await run(size)));
  }
  const median = (numbers: readonly number[]) => quantile(numbers, 0.5);
  return runs.map(({ size, figures }) => ({
    size,
    microsecondsAPost: median(figures.map(({ microsecondsAPost }) => microsecondsAPost)),
    peakMegabytes: median(figures.map(({ peakMegabytes }) => peakMegabytes)),
  }));
}

/** Terms that no post holds. */
function writeTerms(folder: string, count: number): string {
  const random = createRandom(3);
  const word = () => Array.from({ length: 6 + random(6) }, () => String.fromCharCode(97 + random(26))).join('');
  const terms = new Set<string>();
  while (terms.size < count) terms.add(`${word()} ${word()}`);
  const rows = [...terms].map((term) => `${term}\tsupporting\tchannel.fiat_otc`);
  mkdirSync(join(folder, 'en'), { recursive: true });
  const path = join(folder, 'en', 'trading_channel.tsv');
  writeFileSync(path, `${['term\tstrength\tsub_act\tneeds\tnot_near\tsince\tnote', ...rows].join('\n')}\n`);
  return path;
}
