import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSegmenter, tokenize } from '../../src/segment/index.ts';

const segmenter = await createSegmenter('jieba');

test.each([
  ['English words and their stems', 'Trading signals, daily!', ['Trading/trade', 'signals/signal', 'daily/daili']],
  ['an apostrophe inside a word', "don't", ["don't/don't"]],
  ['Chinese words', '进入币圈赚钱', ['进入', '币圈', '赚钱']],
  ['both scripts', '买btc吗', ['买', 'btc/btc', '吗']],
  ['digits are part of words but have no stem', 'usdt500 20', ['usdt500', '20']],
  ['other alphabets', 'привет café', ['привет', 'café']],
  ['nothing that is a word', '🚀 ... \n', []],
])('%s', (_name, text, expected) => {
  const tokens = tokenize(text, segmenter);
  expect(tokens.map(({ start, end, stem }) => text.slice(start, end) + (stem === null ? '' : `/${stem}`))).toEqual(
    expected,
  );
});

test('tokens stand in text order and hold every letter and digit', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      let end = 0;
      for (const token of tokenize(text, segmenter)) {
        expect(text.slice(end, token.start)).not.toMatch(/[\p{L}\p{N}]/u);
        expect(token.end).toBeGreaterThan(token.start);
        end = token.end;
      }
      expect(text.slice(end)).not.toMatch(/[\p{L}\p{N}]/u);
    }),
  );
});
