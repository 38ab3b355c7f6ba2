import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Classifier, createClassifier } from '../../src/classifier.ts';
import { PACKAGE_ROOT } from '../../src/files.ts';
import { run } from './fake-io.ts';

const POSTS = join(PACKAGE_ROOT, 'data/examples/posts.jsonl');
const posts = readFileSync(POSTS, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { id: string; text: string });

// Loaded once, since that takes longest; the program would close it after each run.
let classifier: Classifier;
let kept: Classifier;
beforeAll(async () => {
  classifier = await createClassifier({ model: false });
  kept = { ...classifier, close: async () => {} };
}, 60_000);
afterAll(() => classifier.close());

test('the examples are labelled as the library labels them', async () => {
  const { code, stdout } = await run(['label', POSTS, '-o', '-'], { classifier: kept });
  expect(code).toBe(0);
  const results = await classifier.classifyBatch(posts.map((post) => post.text));
  const rows = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(rows).toEqual(posts.map((post, index) => ({ ...post, result: results[index] })));
});

test('classify and explain agree', async () => {
  const text = posts[4]!.text;
  const classified = await run(['classify', text], { classifier: kept });
  const explained = await run(['explain', '--json', text], { classifier: kept });
  expect(JSON.parse(explained.stdout).result).toEqual(JSON.parse(classified.stdout));
});
