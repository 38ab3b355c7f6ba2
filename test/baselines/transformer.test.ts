import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Baseline, openTransformer } from '../../src/baselines/index.ts';
import { type Classifier, createClassifier } from '../../src/classifier.ts';
import { DEFAULT_MODEL } from '../../src/resources.ts';

let transformer: Baseline;
let classifier: Classifier;
beforeAll(async () => {
  transformer = await openTransformer(DEFAULT_MODEL, 1);
  classifier = await createClassifier();
}, 60_000);
afterAll(async () => {
  await transformer.close();
  await classifier.close();
});

test('says what the transformer says inside coinscreen', async () => {
  const text = '高价收U，秒到账，加微信详谈';
  const { stages } = await classifier.explain(text);
  expect(await transformer.scores(text)).toEqual(Object.fromEntries(stages.map(({ label, model }) => [label, model])));
});
