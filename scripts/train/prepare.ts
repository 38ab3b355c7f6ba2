/**
 * Folds every training text with the one normaliser, so that Python never has to, and writes disguised copies of training
 * posts: what folding cannot undo (homophones, pinyin, shuffles …) the model has to have seen.
 */
import { createReadStream, createWriteStream, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { NORMALIZER_VERSION, normalize } from '../../src/normalize/index.ts';
import { readConfusions } from '../evasion/confusions.ts';
import { pick, seededRandom } from '../evasion/random.ts';
import { createTricks, type Trick } from '../evasion/tricks.ts';
import { benignSplit } from './benign-split.ts';
import { readRealLabels } from './real-labels.ts';

/** The files of real posts; they are not part of this repository (see data/SOURCES.md). */
const REAL = ['real-labelled', 'real-labelled-2'];
const UNLABELLED = 'unlabelled';
/** Unlabelled posts that were labelled by reading later on. */
const READ = 'real-read';
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

/** Shares of a post's eligible characters that a disguise changes: now and then, often, mostly. */
const STRENGTHS = [0.1, 0.25, 0.5];
/** Disguises to try on each training post, in the mean: innocents too, or a trick would be a sign. */
const DISGUISED = { labelled: 2, benign: 0.4, unlabelled: 0.5 };

type Completion = (row: Row) => Row[];

/** Makes disguised copies of a training row, `copies` in the mean, less those whose disguise folds away: they teach nothing new. */
function disguise(dataFolder: string, complete: (row: Row) => Row, copies: number): Completion {
  const tricks = createTricks(readConfusions(join(dataFolder, 'zh-confused-characters.json')));
  const names = Object.keys(tricks) as Trick[];
  const random = seededRandom(1);
  return (row) => {
    const { id, text, split, ...rest } = complete(row);
    if (split !== 'train') return [];
    const plain = normalize(text).text;
    const count = Math.floor(copies + random());
    return Array.from({ length: count }, () => {
      const trick = pick(names, random) as Trick;
      const disguised = tricks[trick](text, pick(STRENGTHS, random) as number, random);
      return { ...rest, id: `${id}-${trick}`, plain: id, text: disguised, split, evasion: trick };
    }).filter((copy) => normalize(copy.text).text !== plain);
  };
}

/** Rows of JSONL files with their text folded, as lines. */
async function* foldedLines(files: readonly string[], complete: Completion): AsyncGenerator<string> {
  for (const file of files) {
    for await (const line of createInterface({ input: createReadStream(file, 'utf8') })) {
      if (line.trim() === '') continue;
      for (const row of complete(JSON.parse(line) as Row)) {
        yield `${JSON.stringify({ ...row, text: normalize(row.text).text })}\n`;
      }
    }
  }
}

/** Writes `<work>/folded/<name>.jsonl` for each real file, and all of the corpus as `written.jsonl`. */
export async function prepare(dataFolder: string, corpusFolder: string, workFolder: string): Promise<void> {
  const output = join(workFolder, 'folded');
  mkdirSync(output, { recursive: true });
  const write = (files: readonly string[], name: string, complete: Completion = (row) => [row]) =>
    pipeline(foldedLines(files, complete), createWriteStream(join(output, `${name}.jsonl`)));
  const source = (name: string): string => join(dataFolder, `${name}.jsonl`);
  const read = readRealLabels();
  const corrected = (row: Row): Row => ({ ...row, ...read.get(row.id) });
  const added = (row: Row): Row[] => (read.has(row.id) ? [{ ...corrected(row), split: 'train' }] : []);
  for (const name of REAL) await write([source(name)], name, (row) => [corrected(row)]);
  await write([source(UNLABELLED)], UNLABELLED);
  await write([source(UNLABELLED)], READ, added);
  await write([source(BENIGN)], BENIGN, (row) => [asBenign(row)]);
  const corpus = readdirSync(corpusFolder).filter((file) => file.endsWith('.jsonl'));
  const written = corpus.sort().map((file) => join(corpusFolder, file));
  await write(written, 'written');
  const labelled = [...REAL.map(source), ...written];
  const disguised = (files: readonly string[], kind: keyof typeof DISGUISED, complete: (row: Row) => Row) =>
    write(
      files,
      kind === 'labelled' ? 'disguised' : `disguised-${kind}`,
      disguise(dataFolder, complete, DISGUISED[kind]),
    );
  await disguised(labelled, 'labelled', corrected);
  await disguised([source(BENIGN)], 'benign', asBenign);
  await disguised([source(UNLABELLED)], 'unlabelled', (row) => ({ ...row, split: 'train' }));
  console.log(`folded with normalizer ${NORMALIZER_VERSION}: real, benign and ${written.length} corpus files`);
}
