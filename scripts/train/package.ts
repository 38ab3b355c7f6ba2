/** Puts a finished model into `models/`, with the manifest that describes it and hashes of all its files. */
import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createClassifier } from '../../src/classifier.ts';
import { PACKAGE_ROOT } from '../../src/files.ts';
import { LABELS } from '../../src/labels.ts';
import type { Manifest, Skimming } from '../../src/model/index.ts';
import { NORMALIZER_VERSION } from '../../src/normalize/index.ts';
import { DEFAULT_MODEL, KEYWORD_MODEL } from '../../src/resources.ts';

const WINDOW = { windowTokens: 128, windowOverlap: 32, maxWindows: 8 };
const FUSION = 'fusion.json';
/** Below every suspicion: nothing is ruled out. */
const READ_ALL = -1000;
const FILES = [
  'config.json',
  'tokenizer.json',
  'tokenizer_config.json',
  'onnx/model_quantized.onnx',
  'onnx/skimmer_quantized.onnx',
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

function writeManifest(
  folder: string,
  destination: string,
  files: readonly string[],
  rest: Pick<Manifest, 'kind' | 'skimming'>,
): void {
  const [name, version] = basename(destination).split('-') as [string, string];
  const manifest: Manifest = {
    name,
    version,
    labels: [...LABELS],
    normalizer: NORMALIZER_VERSION,
    files: hashes(folder, files),
    ...WINDOW,
    ...rest,
  };
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  console.log(`${join(folder, 'manifest.json')} written`);
}

/** Makes an exported folder loadable before its fusion is fitted: that needs what both transformers say of every row. */
export function describeExport(exported: string): void {
  writeManifest(
    exported,
    DEFAULT_MODEL,
    FILES.filter((file) => file !== FUSION),
    { kind: 'transformer', skimming: { threshold: READ_ALL, topicMargin: 0 } },
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

/**
 * Copies the exported folder and the keyword-only coefficients to where the package looks for them; `skimming` is a file
 * with the manifest's field of that name.
 */
export async function packageModel(exported: string, keywordFusion: string, skimming: string): Promise<void> {
  cpSync(exported, DEFAULT_MODEL, { recursive: true });
  writeManifest(DEFAULT_MODEL, DEFAULT_MODEL, FILES, {
    kind: 'transformer',
    skimming: JSON.parse(readFileSync(skimming, 'utf8')) as Skimming,
  });
  mkdirSync(KEYWORD_MODEL, { recursive: true });
  copyFileSync(keywordFusion, join(KEYWORD_MODEL, FUSION));
  writeManifest(KEYWORD_MODEL, KEYWORD_MODEL, [FUSION], { kind: 'keyword' });
  await writeGolden();
}
