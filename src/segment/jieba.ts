import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Jieba } from '@node-rs/jieba';
import type { Segmenter } from './segmenter.ts';
import { dictionaryLines } from './words.ts';

/** The file itself: the module dict.js of the package holds 11 MB in memory for as long as a thread lives. */
const DICTIONARY: string = createRequire(import.meta.url).resolve('@node-rs/jieba/dict.txt');

/** The default cutter: jieba in Rust, dictionary words only. */
export function createJieba(): Segmenter {
  const jieba = Jieba.withDict(readFileSync(DICTIONARY));
  jieba.loadDict(Buffer.from(dictionaryLines()));
  return {
    name: 'jieba',
    // Without the hidden Markov model: words that it guesses would hide lexicon terms at random.
    cut: (text) => jieba.cut(text, false),
  };
}
