/**
 * Load time, memory and posts a second of the shipped model: `npm run bench -- FILE [split]`. Every post goes through all
 * stages, one after the other. FILE is JSONL with `text` (and `split`); without it the written test posts are read.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClassifier } from '../../src/classifier.ts';
import { PACKAGE_ROOT } from '../../src/files.ts';
import { machine, quantile, writeResults } from './machine.ts';

const before = machine();
const [file = join(PACKAGE_ROOT, 'data', 'corpus', 'voices.jsonl'), split = 'test'] = process.argv.slice(2);
const texts = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { text: string; split?: string })
  .filter((row) => row.split === split)
  .map(({ text }) => text);

const rows = [];
for (const threads of [1, 2]) {
  const opening = performance.now();
  const classifier = await createClassifier({ threads });
  const loaded = performance.now() - opening;
  await classifier.classifyBatch(texts.slice(0, 50));
  const times: number[] = [];
  const start = performance.now();
  for (const text of texts) {
    const before = performance.now();
    const { verdict } = await classifier.classify(text);
    if (verdict === undefined) throw new Error('no answer');
    times.push(performance.now() - before);
  }
  const seconds = (performance.now() - start) / 1000;
  const at = (share: number) => Number(quantile(times, share).toFixed(1));
  rows.push({
    threads,
    'load ms': Math.round(loaded),
    'posts/s': Math.round(texts.length / seconds),
    'p50 ms': at(0.5),
    'p95 ms': at(0.95),
    'p99 ms': at(0.99),
    'memory MB': Math.round(process.memoryUsage().rss / 1e6),
  });
  await classifier.close();
}
console.table(rows);
console.log(writeResults('throughput', before, { posts: texts.length, rows }));
