/**
 * The built program as users run it: `npx tsx scripts/bench/end-to-end.ts FILE…` after `npm run build` (FILEs as for peers.ts).
 * Parquet to Parquet with two workers, start to first result, and how cost grows with posts, characters and terms.
 * `--rows 1000000` goes so far with the posts; the default is 100000.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { LabelSummary } from '../../src/cli/label/summary.ts';
import { createRandom } from '../../src/evaluate/random.ts';
import { PACKAGE_ROOT } from '../../src/files.ts';
import { machine, quantile, writeResults } from './machine.ts';
import { readPosts, traffic } from './traffic.ts';

const MAIN = join(PACKAGE_ROOT, 'dist', 'cli', 'main.js');
const TRAFFIC_POSTS = 20_000;
const STARTS = 5;
const folder = mkdtempSync(join(tmpdir(), 'coinscreen-bench-'));
const place = (name: string): string => join(folder, name);

/** Runs `label` over the texts and gives back its summary; every row must have come out. */
function label(texts: readonly string[], ...options: string[]): LabelSummary {
  const columnData = [{ name: 'text', data: [...texts], type: 'STRING' as const }];
  writeFileSync(place('in.parquet'), Buffer.from(parquetWriteBuffer({ columnData, rowGroupSize: 10_000 })));
  const files = [place('in.parquet'), '-o', place('out.parquet'), '--summary', place('summary.json')];
  execFileSync(process.execPath, [MAIN, 'label', ...files, ...options], { stdio: ['ignore', 'ignore', 'ignore'] });
  const summary = JSON.parse(readFileSync(place('summary.json'), 'utf8')) as LabelSummary;
  if (summary.labelled !== texts.length) throw new Error(`labelled ${summary.labelled} of ${texts.length}`);
  return summary;
}

const brief = ({ rows, seconds, postsPerSecond, gate, cache, stages, peakMegabytes, workers }: LabelSummary) => ({
  rows,
  seconds,
  postsPerSecond,
  gateRate: gate.rate,
  cacheRate: cache.rate,
  stages,
  workers,
  peakMegabytes,
});

/** Seconds from the start of the process to its first answer. The files were read before, so they are in memory. */
async function firstResult(): Promise<number> {
  const started = performance.now();
  const child = spawn(process.execPath, [MAIN, 'label', '-', '--workers', '1'], { stdio: ['pipe', 'pipe', 'ignore'] });
  child.stdin.end('{"text":"高价收U，秒到账"}\n');
  const [line] = await once(child.stdout, 'data');
  const seconds = (performance.now() - started) / 1000;
  if (JSON.parse(String(line)).result.verdict === undefined) throw new Error('no verdict');
  await once(child, 'close');
  return seconds;
}

/** Terms that no post holds, as a lexicon to add. */
function writeTerms(count: number): string {
  const random = createRandom(3);
  const word = () => Array.from({ length: 6 + random(6) }, () => String.fromCharCode(97 + random(26))).join('');
  const terms = new Set<string>();
  while (terms.size < count) terms.add(`${word()} ${word()}`);
  const rows = [...terms].map((term) => `${term}\tsupporting\tchannel.fiat_otc`);
  mkdirSync(place('terms/en'), { recursive: true });
  const path = place('terms/en/trading_channel.tsv');
  writeFileSync(path, `${['term\tstrength\tsub_act\tneeds\tnot_near\tsince\tnote', ...rows].join('\n')}\n`);
  return path;
}

/** Keyword mode with one worker: the transformer's cost depends on the gate, not on these. */
function growth(posts: ReturnType<typeof readPosts>, mostRows: number) {
  const keyword = ['--model', 'none', '--workers', '1'];
  const perPost = (texts: readonly string[], ...options: string[]) => {
    const { seconds, peakMegabytes } = label(texts, ...keyword, ...options);
    return { microsecondsAPost: (seconds / texts.length) * 1e6, peakMegabytes };
  };
  const sizes = [1e3, 1e4, 1e5, 1e6].filter((rows) => rows <= mostRows);
  const joined = traffic(posts, 20_000, 4).join('，');
  const cut = (length: number, index: number) => joined.slice(index * length, (index + 1) * length).toWellFormed();
  const lengths = [10, 100, 1000, 5000];
  const sample = traffic(posts, 5000, 5);
  return {
    posts: sizes.map((rows) => ({ rows, ...perPost(traffic(posts, rows, 6)) })),
    characters: lengths.map((length) => {
      const texts = Array.from({ length: 100 }, (_, index) => cut(length, index)).filter((text) => text.trim() !== '');
      const many = Array.from({ length: Math.round(300_000 / length / texts.length) + 1 }, () => texts).flat();
      const { microsecondsAPost } = perPost(many);
      return { length, microsecondsAPost, nanosecondsACharacter: (microsecondsAPost / length) * 1000 };
    }),
    addedTerms: [100, 1000, 10_000, 50_000].map((terms) => ({
      terms,
      ...perPost(sample, '--lexicon', writeTerms(terms)),
    })),
  };
}

const before = machine();
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rows: { type: 'string', default: '100000' } },
});
const posts = readPosts(positionals);
const parquet = brief(label(traffic(posts, TRAFFIC_POSTS, 7), '--workers', '2'));
const starts: number[] = [];
for (let start = 0; start < STARTS; start += 1) starts.push(await firstResult());
const firstResultSeconds = { median: quantile(starts, 0.5), all: starts };
const figures = { parquetToParquet: parquet, firstResultSeconds, growth: growth(posts, Number(values.rows)) };
rmSync(folder, { recursive: true });
console.log(JSON.stringify(figures, null, 2));
console.log(writeResults('end-to-end', before, figures));
