import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AutoModelForSequenceClassification, AutoTokenizer, env } from '@huggingface/transformers';
import { expect, test } from 'vitest';
import { LABELS } from '../../src/labels.ts';
import { openModel, readManifest, withoutSkimmer } from '../../src/model/index.ts';
import { NORMALIZER_VERSION, normalize } from '../../src/normalize/index.ts';
import { DEFAULT_MODEL } from '../../src/resources.ts';

/** Both run the same int8 graph, but with one fusion less here (session.ts), so that some activations round the other way. */
const TOLERANCE = 0.05;

const golden = readFileSync(join(DEFAULT_MODEL, 'golden.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => normalize((JSON.parse(line) as { text: string }).text).text);

test('the model folder loads in transformers.js as it is, and gives the same tokens and logits', {
  timeout: 60_000,
}, async () => {
  env.allowRemoteModels = false;
  env.localModelPath = dirname(DEFAULT_MODEL);
  const name = DEFAULT_MODEL.slice(env.localModelPath.length + 1);
  const tokenizer = await AutoTokenizer.from_pretrained(name);
  const theirs = await AutoModelForSequenceClassification.from_pretrained(name, { dtype: 'q8', device: 'cpu' });
  const manifest = withoutSkimmer(readManifest(DEFAULT_MODEL, NORMALIZER_VERSION));
  const ours = await openModel(DEFAULT_MODEL, manifest, 1);
  expect(Object.values((theirs.config as unknown as { id2label: Record<string, string> }).id2label)).toEqual([
    ...LABELS,
  ]);
  let compared = 0;
  for (const text of golden) {
    const { logits, windows } = await ours.read(text, true);
    if (windows > 1) continue; // windows are ours alone
    compared += 1;
    const output = (await theirs(tokenizer(text))) as { logits: { data: Float32Array } };
    output.logits.data.forEach((logit, label) => {
      expect(Math.abs(logit - logits![label]!)).toBeLessThan(TOLERANCE);
    });
  }
  expect(compared).toBeGreaterThan(30);
  await ours.close();
});
