/**
 * Runs the library's own stages over labelled rows and writes what the fusion is fitted on: keyword numbers, contacts,
 * language and the quantised model's logits, one JSON line a row.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { findContacts } from '../../src/contacts/index.ts';
import { PACKAGE_ROOT } from '../../src/files.ts';
import { featureNames, featureValues } from '../../src/fuse/index.ts';
import { loadGate, readGate } from '../../src/gate/index.ts';
import { KEYWORD_FEATURES, keywordFeatures, loadLexicon, matchKeywords, spellOut } from '../../src/keyword/index.ts';
import { detectLanguage } from '../../src/language.ts';
import { type Model, openModel, readManifest } from '../../src/model/index.ts';
import { NORMALIZER_VERSION, normalize } from '../../src/normalize/index.ts';
import { createSegmenter } from '../../src/segment/index.ts';
import { readRealLabels } from './real-labels.ts';

/** Rows to describe: a file, and which of its rows (all without it). */
export interface FeatureSource {
  file: string;
  keep?: (row: Record<string, unknown>) => boolean;
}

/** Writes a line `{features}` with the names, then the fields of every row of the sources with `values` for the text. */
export async function writeFeatures(
  sources: readonly FeatureSource[],
  modelFolder: string | null,
  output: string,
): Promise<void> {
  const segmenter = await createSegmenter('jieba');
  const lexicon = loadLexicon(join(PACKAGE_ROOT, 'data', 'lexicon'));
  const manifest = modelFolder === null ? null : readManifest(modelFolder, NORMALIZER_VERSION);
  const model: Model | null = manifest === null ? null : await openModel(modelFolder!, manifest, 2);
  const corrections = readRealLabels();
  const gate = modelFolder === null ? null : loadGate(modelFolder);
  const readers = { model: model !== null, skimmer: manifest?.skimming !== undefined };

  async function describe(row: Record<string, unknown>): Promise<string> {
    const text = row.text as string;
    const normalized = normalize(text);
    const match = matchKeywords(normalized.text, lexicon, segmenter);
    const plain = spellOut(normalized.text, match);
    const reading = model === null ? null : await model.read(plain, true);
    const values = featureValues({
      keyword: keywordFeatures(match),
      gate: gate === null ? null : readGate(plain, gate).logits,
      skimmed: reading?.skimmed ?? null,
      logits: reading?.logits ?? null,
      contacts: findContacts(text, normalized).length,
      language: detectLanguage(normalized.text),
    });
    const { text: _, ...rest } = row;
    return `${JSON.stringify({ ...rest, values })}\n`;
  }

  async function* lines(): AsyncGenerator<string> {
    yield `${JSON.stringify({ features: featureNames(KEYWORD_FEATURES, readers) })}\n`;
    for (const { file, keep } of sources) {
      for await (const line of createInterface({ input: createReadStream(file, 'utf8') })) {
        if (line.trim() === '') continue;
        const source = JSON.parse(line) as Record<string, unknown>;
        const row = { ...source, ...corrections.get(source.id as string) };
        if (keep === undefined || keep(row)) yield describe(row);
      }
    }
  }
  await pipeline(lines(), createWriteStream(output));
  await model?.close();
  console.log(`features of ${sources.map(({ file }) => file).join(', ')} in ${output}`);
}
