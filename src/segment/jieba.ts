import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import type { Segmenter } from './segmenter.ts';
import { dictionaryLines } from './words.ts';

/** The default cutter: jieba in Rust, dictionary words only. */
export function createJieba(): Segmenter {
  const jieba = Jieba.withDict(dict);
  jieba.loadDict(Buffer.from(dictionaryLines()));
  return {
    name: 'jieba',
    // Without the hidden Markov model: words that it guesses would hide lexicon terms at random.
    cut: (text) => jieba.cut(text, false),
  };
}
