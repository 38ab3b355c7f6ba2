import { describe, expect, test } from 'vitest';
import { matchKeywords, spellOut } from '../../src/keyword/index.ts';
import { soundsOf } from '../../src/keyword/sounds.ts';
import { normalize } from '../../src/normalize/index.ts';
import { createSegmenter } from '../../src/segment/index.ts';
import { loadFixture } from './fixture.ts';

const lexicon = loadFixture();
const segmenter = await createSegmenter('jieba');
const match = (text: string) => matchKeywords(text, lexicon, segmenter);
const variantsIn = (text: string) =>
  match(text)
    .hits.filter(({ variant }) => variant !== null)
    .map(({ variant, entry }) => `${variant} > ${entry.term}`);

describe('soundsOf', () => {
  test.each([
    ['价', '架'],
    ['藏', '仓'],
    ['逼', '币'],
  ])('%s sounds like %s', (one, other) => {
    expect(soundsOf(one)).toBe(soundsOf(other));
  });

  test('keeps apart what means the opposite, and leaves what has no sound', () => {
    expect(soundsOf('买')).not.toBe(soundsOf('卖'));
    expect(soundsOf('usdt 1')).toBe('usdt 1');
  });
});

describe('a term written with other characters of its sound', () => {
  test.each([
    ['数字仓品低价收u', ['数字仓品 > 数字藏品']],
    ['出u，殊字藏拼寄售', ['殊字藏拼 > 数字藏品']],
    ['比特毕，带单', ['比特毕 > 比特币']],
  ])('is found beside another term: %s', (text, expected) => {
    expect(variantsIn(text)).toEqual(expected);
  });

  test.each([
    ['alone', '数字仓品低价'],
    ['where more than half is other', '殊自仓拼低价收u'],
    ['where the other character belongs to a word', '带单，数字藏品种'],
    ['of two characters', '收u，返拥'],
    ['an ambiguous one', '币圈，寄受'],
  ])('is not found %s', (_, text) => {
    expect(variantsIn(text)).toEqual([]);
  });

  test('is spelt out for the model', () => {
    const text = '笔特币带单，数字仓品也收u';
    expect(spellOut(text, match(text))).toBe('比特币带单，数字藏品也收u');
    expect(spellOut('今天没事', match('今天没事'))).toBe('今天没事');
  });
});

test('every term of the fixture finds itself as it is written, not by its sound', () => {
  for (const { term } of lexicon.entries) {
    for (const { variant } of match(normalize(`收u ${term}`).text).hits) expect(variant).toBeNull();
  }
});
