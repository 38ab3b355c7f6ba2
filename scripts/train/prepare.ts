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

/** Shares of a post's eligible characters that a disguise changes: now and then, often, mostly. */
const STRENGTHS = [0.1, 0.25, 0.5];
/** Shares of the labelled and of the everyday training posts to try a disguise on: innocents too, or a trick would be a sign. */
const DISGUISED = 1;
const DISGUISED_BENIGN = 0.3;

type Completion = (row: Row) => Row | null;

/** Turns a training row into a disguised copy of itself, or null when it is not chosen or the disguise changed nothing. */
function disguise(dataFolder: string, complete: (row: Row) => Row, share: number): Completion {
  const tricks = createTricks(readConfusions(join(dataFolder, 'zh-confused-characters.json')));
  const names = Object.keys(tricks) as Trick[];
  const random = seededRandom(1);
  return (row) => {
    const { id, text, split, ...rest } = complete(row);
    if (split !== 'train' || random() >= share) return null;
    const trick = pick(names, random) as Trick;
    const disguised = tricks[trick](text, pick(STRENGTHS, random) as number, random);
    // A disguise that folds away teaches nothing that the plain post does not.
    if (normalize(disguised).text === normalize(text).text) return null;
    return { ...rest, id: `${id}-${trick}`, text: disguised, split, evasion: trick };
  };
}

/** Rows of JSONL files with their text folded, as lines. */
async function* foldedLines(files: readonly string[], complete: Completion): AsyncGenerator<string> {
  for (const file of files) {
    for await (const line of createInterface({ input: createReadStream(file, 'utf8') })) {
      if (line.trim() === '') continue;
      const row = complete(JSON.parse(line) as Row);
      if (row === null) continue;
      yield `${JSON.stringify({ ...row, text: normalize(row.text).text })}\n`;
    }
  }
}

/** Writes `<work>/folded/<name>.jsonl` for each real file, and all of the corpus as `written.jsonl`. */
export async function prepare(dataFolder: string, corpusFolder: string, workFolder: string): Promise<void> {
  const output = join(workFolder, 'folded');
  mkdirSync(output, { recursive: true });
  const write = (files: readonly string[], name: string, complete: Completion = (row) => row) =>
    pipeline(foldedLines(files, complete), createWriteStream(join(output, `${name}.jsonl`)));
  for (const name of REAL) await write([join(dataFolder, `${name}.jsonl`)], name);
  await write([join(dataFolder, `${BENIGN}.jsonl`)], BENIGN, asBenign);
  const corpus = readdirSync(corpusFolder).filter((file) => file.endsWith('.jsonl'));
  const written = corpus.sort().map((file) => join(corpusFolder, file));
  await write(written, 'written');
  const labelled = [join(dataFolder, 'real-labelled.jsonl'), join(dataFolder, 'real-labelled-2.jsonl'), ...written];
  await write(
    labelled,
    'disguised',
    disguise(dataFolder, (row) => row, DISGUISED),
  );
  await write(
    [join(dataFolder, `${BENIGN}.jsonl`)],
    'disguised-benign',
    disguise(dataFolder, asBenign, DISGUISED_BENIGN),
  );
  console.log(`folded with normalizer ${NORMALIZER_VERSION}: real, benign and ${written.length} corpus files`);
}
