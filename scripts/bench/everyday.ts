/**
 * Everyday posts that no training saw: how many get a label, and by which reader they end.
 * `npx tsx scripts/bench/everyday.ts FILE` (JSONL with `id` and `text`); of these the test side of benign-split.ts is read.
 */
import { readFileSync } from 'node:fs';
import { createClassifier } from '../../src/classifier.ts';
import { benignSplit } from '../train/benign-split.ts';
import { machine, writeResults } from './machine.ts';

const before = machine();
const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('expected a file of everyday posts');
const posts = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { id: string; text: string })
  .filter(({ id }) => benignSplit(id) === 'test');
const classifier = await createClassifier();
const results = await classifier.classifyBatch(posts.map(({ text }) => text));
await classifier.close();
const figures = {
  posts: posts.length,
  labelled: results.filter(({ labels }) => labels.length > 0).length,
  forReview: results.filter(({ verdict }) => verdict !== 'pass').length,
  aboutCrypto: results.filter(({ cryptoRelated }) => cryptoRelated).length,
  readBy: Object.fromEntries(
    (['gate', 'skimmer', 'model'] as const).map((reader) => [
      reader,
      results.filter(({ readBy }) => readBy === reader).length,
    ]),
  ),
};
console.log(figures);
console.log(writeResults('everyday', before, figures));
