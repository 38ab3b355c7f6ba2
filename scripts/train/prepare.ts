/** Folds every training text with the one normaliser, so that Python never has to. */
import { createReadStream, createWriteStream, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { NORMALIZER_VERSION, normalize } from '../../src/normalize/index.ts';
import { benignSplit } from './benign-split.ts';

/** The files of real posts; they are not part of this repository (see data/SOURCES.md). */
const REAL = ['real-labelled', 'real-labelled-2', 'unlabelled'];
/** Everyday posts: no label each, split by their id. */
const BENIGN = 'benign';

type Row = Record<string, unknown> & { id: string; text: string };

const asBenign = (row: Row): Row => ({
  ...row,
  labels: [],
  crypto_related: false,
  uncertain: false,
  slice: BENIGN,
  split: benignSplit(row.id),
});

/** Rows of JSONL files with their text folded, as lines. */
async function* foldedLines(files: readonly string[], complete: (row: Row) => Row): AsyncGenerator<string> {
  for (const file of files) {
    for await (const line of createInterface({ input: createReadStream(file, 'utf8') })) {
      if (line.trim() === '') continue;
      const row = complete(JSON.parse(line) as Row);
      yield `${JSON.stringify({ ...row, text: normalize(row.text).text })}\n`;
    }
  }
}

/** Writes `<work>/folded/<name>.jsonl` for each real file, and all of the corpus as `written.jsonl`. */
export async function prepare(dataFolder: string, corpusFolder: string, workFolder: string): Promise<void> {
  const output = join(workFolder, 'folded');
  mkdirSync(output, { recursive: true });
  const write = (files: readonly string[], name: string, complete = (row: Row) => row) =>
    pipeline(foldedLines(files, complete), createWriteStream(join(output, `${name}.jsonl`)));
  for (const name of REAL) await write([join(dataFolder, `${name}.jsonl`)], name);
  await write([join(dataFolder, `${BENIGN}.jsonl`)], BENIGN, asBenign);
  const corpus = readdirSync(corpusFolder).filter((file) => file.endsWith('.jsonl'));
  const written = corpus.sort().map((file) => join(corpusFolder, file));
  await write(written, 'written');
  console.log(`folded with normalizer ${NORMALIZER_VERSION}: real, benign and ${written.length} corpus files`);
}
