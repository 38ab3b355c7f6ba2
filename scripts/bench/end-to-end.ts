/**
 * The built program as users run it: `npx tsx scripts/bench/end-to-end.ts FILE…` after `npm run build` (FILEs as for
 * peers.ts). Parquet to Parquet with two workers, start to first result, and how cost and memory grow with posts,
 * characters and terms. `--rows 1000000` goes so far with the posts; the default is 100000. Memory is read on Linux only.
 */
import { parseArgs } from 'node:util';
import { firstResultSeconds } from './first-result.ts';
import { growthInCharacters, growthInPosts, growthInTerms, keywordGrowthInPosts } from './growth.ts';
import { label } from './label-run.ts';
import { machine, writeResults } from './machine.ts';
import { lengthsOf, readPosts, traffic } from './traffic.ts';

const TRAFFIC_POSTS = 20_000;
const TWO_WORKERS = ['--workers', '2'];

const before = machine();
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rows: { type: 'string', default: '100000' } },
});
const posts = readPosts(positionals);
const rows = Number(values.rows);
const texts = traffic(posts, TRAFFIC_POSTS, 7);
const figures = {
  lengths: lengthsOf(texts),
  parquetToParquet: await label(texts, ...TWO_WORKERS),
  firstResultSeconds: await firstResultSeconds(),
  growth: {
    posts: await growthInPosts(posts, rows, TWO_WORKERS),
    postsByKeywordsAlone: await keywordGrowthInPosts(posts, rows),
    characters: await growthInCharacters(posts),
    addedTerms: await growthInTerms(posts),
  },
};
console.log(JSON.stringify(figures, null, 2));
console.log(writeResults('end-to-end', before, figures));
