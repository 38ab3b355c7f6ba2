import { expect, test } from 'vitest';
import { KEYWORD_FEATURES, keywordFeatures, matchKeywords } from '../../src/keyword/index.ts';
import { createSegmenter } from '../../src/segment/index.ts';
import { loadFixture } from './fixture.ts';

const lexicon = loadFixture();
const segmenter = await createSegmenter('jieba');

function features(text: string): Record<string, number> {
  const values = keywordFeatures(matchKeywords(text, lexicon, segmenter));
  expect(values).toHaveLength(KEYWORD_FEATURES.length);
  return Object.fromEntries(KEYWORD_FEATURES.map((name, i) => [name, values[i]!]).filter(([, value]) => value !== 0));
}

test.each([
  ['nothing', '你好', {}],
  ['one term', '撸毛', { issuance_anchor: Math.log(2) }],
  ['a term said again', '撸毛 撸毛', { issuance_anchor: Math.log(2) }],
  ['two terms of one kind', '出u 收u', { trading_channel_anchor: Math.log(3) }],
  ['terms of two kinds', '撸毛 presale', { issuance_anchor: Math.log(2), issuance_supporting: Math.log(2) }],
  ['a variant beside its term', '币圈 帀圈', { trading_channel_supporting: Math.log(2), variants: Math.log(2) }],
])('%s', (_name, text, expected) => {
  expect(features(text)).toEqual(expected);
});
