import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import type { Manifest } from './manifest.ts';

/** Token ids of the windows of one text, special tokens included. */
export interface Windows {
  windows: number[][];
  /** True when the text was longer than the windows reach. */
  truncated: boolean;
}

/** Splits folded text into windows of token ids. */
export type WindowTokenizer = (folded: string) => Windows;

/** Characters that are tokenized per token of the limit; text beyond could never fit the windows. */
const CHARACTERS_PER_TOKEN = 8;

/** Opens the folder's `tokenizer.json`. */
export function createWindowTokenizer(folder: string, manifest: Manifest): WindowTokenizer {
  const description = JSON.parse(readFileSync(join(folder, 'tokenizer.json'), 'utf8')) as { model: { vocab: unknown } };
  const tokenizer = new Tokenizer(description, {});
  // It has its own tables now and would hold the list beside them, 3 MB a thread.
  description.model.vocab = [];
  const start = tokenizer.token_to_id('<s>') as number;
  const end = tokenizer.token_to_id('</s>') as number;
  const room = manifest.windowTokens - 2;
  const step = room - manifest.windowOverlap;
  const limit = room + step * (manifest.maxWindows - 1);
  const longest = limit * CHARACTERS_PER_TOKEN;

  return (folded) => {
    // The last window is kept for the end of a long text: the call to action of an advert often stands there.
    const tooLong = folded.length > longest;
    const read = tooLong ? folded.slice(0, longest / 2) + folded.slice(-longest / 2) : folded;
    const ids = tokenizer.encode(read, { add_special_tokens: false }).ids;
    const truncated = tooLong || ids.length > limit;
    const kept = ids.length > limit ? [...ids.slice(0, limit - room), ...ids.slice(-room)] : ids;
    const windows: number[][] = [];
    for (let from = 0; from === 0 || from + manifest.windowOverlap < kept.length; from += step) {
      windows.push([start, ...kept.slice(from, from + room), end]);
    }
    return { windows, truncated };
  };
}
