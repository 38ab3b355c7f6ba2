import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readManifest } from '../../src/model/index.ts';
import { NORMALIZER_VERSION } from '../../src/normalize/index.ts';
import { DEFAULT_MODEL } from '../../src/resources.ts';

const shipped = JSON.parse(readFileSync(join(DEFAULT_MODEL, 'manifest.json'), 'utf8'));
const { 'onnx/skimmer_quantized.onnx': _, ...withoutGraph } = shipped.files;

test.each([
  ['no threshold', { skimming: { topicMargin: 0.5 } }, /no number/],
  ['a margin that is text', { skimming: { threshold: -1, topicMargin: '0.5' } }, /no number/],
  ['a skimmer without hash', { files: withoutGraph }, /found skimming but no onnx\/skimmer_quantized.onnx/],
])('%s is refused', (_, change, message) => {
  const folder = mkdtempSync(join(tmpdir(), 'manifest-'));
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ ...shipped, ...change }));
  expect(() => readManifest(folder, NORMALIZER_VERSION)).toThrow(message);
});
