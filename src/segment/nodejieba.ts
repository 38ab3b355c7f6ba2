import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CoinscreenError } from '../errors.ts';
import type { Segmenter } from './segmenter.ts';
import { dictionaryLines } from './words.ts';

/** The part of nodejieba that is used; its own types are absent where the package is. */
interface Nodejieba {
  load(dictionaries: { userDict: string }): void;
  cut(text: string, hiddenMarkovModel: boolean): string[];
}

/** Not a literal in the import below: the package is optional, also for the type check. */
const PACKAGE: string = 'nodejieba';

const LATIN = /^[a-z0-9]+$/i;

/**
 * The optional cutter: jieba in C++. nodejieba holds one dictionary for the whole process, so our words
 * are visible to every other user of it in that process.
 *
 * @throws CoinscreenError `SEGMENTER_UNAVAILABLE` when the package is not installed or does not load.
 */
export async function createNodejieba(): Promise<Segmenter> {
  const nodejieba = await open();
  return {
    name: 'nodejieba',
    // Without the hidden Markov model, as in the default cutter.
    cut: (text) => joinLatin(nodejieba.cut(text, false)),
  };
}

async function open(): Promise<Nodejieba> {
  try {
    const { default: nodejieba } = (await import(PACKAGE)) as { default: Nodejieba };
    loadWords(nodejieba);
    return nodejieba;
  } catch (cause) {
    throw new CoinscreenError(
      'SEGMENTER_UNAVAILABLE',
      'The segmenter nodejieba is not installed or does not load. Install it with `npm install nodejieba` ' +
        '(it compiles C++; allow its install script), or use the default segmenter jieba.',
      { cause },
    );
  }
}

/** nodejieba takes words with their counts from a file alone; those that are inserted get too small a count. */
function loadWords(nodejieba: Nodejieba): void {
  const folder = mkdtempSync(join(tmpdir(), 'coinscreen-'));
  try {
    const userDict = join(folder, 'words.txt');
    writeFileSync(userDict, dictionaryLines());
    nodejieba.load({ userDict });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Without the hidden Markov model nodejieba cuts Latin words into letters. */
function joinLatin(pieces: readonly string[]): string[] {
  const joined: string[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last !== undefined && LATIN.test(piece) && LATIN.test(last)) joined[joined.length - 1] = last + piece;
    else joined.push(piece);
  }
  return joined;
}
