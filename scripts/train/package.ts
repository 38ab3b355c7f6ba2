/** Puts a finished model into `models/`, with the manifest that describes it and hashes of all its files. */
import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createClassifier } from '../../src/classifier.ts';
import { PACKAGE_ROOT } from '../../src/files.ts';
import { LABELS } from '../../src/labels.ts';
import type { Manifest } from '../../src/model/index.ts';
import { NORMALIZER_VERSION } from '../../src/normalize/index.ts';
import { DEFAULT_MODEL, KEYWORD_MODEL } from '../../src/resources.ts';

const WINDOW = { windowTokens: 192, windowOverlap: 32, maxWindows: 8 };
const FUSION = 'fusion.json';
const FILES = [
  'config.json',
  'tokenizer.json',
  'tokenizer_config.json',
  'onnx/model_quantized.onnx',
  'gate.bin',
  FUSION,
];

function hashes(folder: string, files: readonly string[]): Record<string, string> {
  const hash = (file: string) =>
    createHash('sha256')
      .update(readFileSync(join(folder, file)))
      .digest('hex');
  return Object.fromEntries(files.map((file) => [file, hash(file)]));
}

function writeManifest(folder: string, destination: string, kind: Manifest['kind'], files: readonly string[]): void {
  const [name, version] = basename(destination).split('-') as [string, string];
  const manifest: Manifest = {
    name,
    version,
    kind,
    labels: [...LABELS],
    normalizer: NORMALIZER_VERSION,
    files: hashes(folder, files),
    ...WINDOW,
  };
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  console.log(`${join(folder, 'manifest.json')} written`);
}

/** Makes an exported folder loadable before its fusion is fitted: the fusion needs the model's own logits. */
export function describeExport(exported: string): void {
  writeManifest(
    exported,
    DEFAULT_MODEL,
    'transformer',
    FILES.filter((file) => file !== FUSION),
  );
}

/** Scores of the example posts, so that any machine can tell whether it runs this model rightly. */
async function writeGolden(): Promise<void> {
  const examples = readFileSync(join(PACKAGE_ROOT, 'data', 'examples', 'posts.jsonl'), 'utf8')
    .trim()
    .split('\n');
  const texts = examples.map((line) => (JSON.parse(line) as { text: string }).text);
  const classifier = await createClassifier();
  const results = await classifier.classifyBatch(texts);
  await classifier.close();
  const lines = results.map(({ scores }, index) => `${JSON.stringify({ text: texts[index], scores })}\n`);
  writeFileSync(join(DEFAULT_MODEL, 'golden.jsonl'), lines.join(''));
}

/** Copies the exported folder and the keyword-only coefficients to where the package looks for them. */
export async function packageModel(exported: string, keywordFusion: string): Promise<void> {
  cpSync(exported, DEFAULT_MODEL, { recursive: true });
  writeManifest(DEFAULT_MODEL, DEFAULT_MODEL, 'transformer', FILES);
  mkdirSync(KEYWORD_MODEL, { recursive: true });
  copyFileSync(keywordFusion, join(KEYWORD_MODEL, FUSION));
  writeManifest(KEYWORD_MODEL, KEYWORD_MODEL, 'keyword', [FUSION]);
  await writeGolden();
}
