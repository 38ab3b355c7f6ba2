import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { matchKeywords } from '../../src/keyword/index.ts';
import { createSegmenter } from '../../src/segment/index.ts';
import { loadFixture } from './fixture.ts';

interface Case {
  name: string;
  text: string;
  expected: string[];
}

const cases = readFileSync(new URL('../cases/keyword.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Case);
const lexicon = loadFixture();
const segmenter = await createSegmenter('jieba');
const match = (text: string) => matchKeywords(text, lexicon, segmenter);

test.each(cases)('$name: $text', ({ text, expected }) => {
  expect(match(text).hits.map(({ entry }) => entry.term)).toEqual(expected);
});

test.each([
  ['word_boundary', 'an icon'],
  ['segmentation', '这是个大麻烦'],
  ['needs', '公司完成私募'],
  ['not_near', '救灾空投领取'],
  ['allow', '瓷砖地板价'],
] as const)('tells that %s hid a term', (why, text) => {
  expect(match(text).hidden.map((hit) => hit.why)).toEqual([why]);
});

test('spans reach over the whole inflected word and the white space in it', () => {
  const text = '🚀 best trading  - signals, airdrops!';
  const found = match(text).hits.map(({ start, end }) => text.slice(start, end));
  expect(found).toEqual(['trading  - signals', 'airdrops']);
});

test('a variant is reported with its term', () => {
  const [hit] = match('油商,私聊').hits;
  expect(hit).toMatchObject({ variant: '油商', start: 0, end: 2, entry: { term: 'u商', strength: 'anchor' } });
});

test('hits and hidden hits stand in text order', () => {
  const { hits, hidden } = match('撸毛 收u 带单 大麻烦 icon 出usdt 合约机');
  for (const list of [hits, hidden]) expect(list).toEqual([...list].sort((a, b) => a.start - b.start));
});

test('a long text without any stop is matched in linear time', () => {
  const repeated = '这是个大麻烦出u地板价瓷砖'.repeat(4000);
  const { hits } = match(repeated);
  expect(hits.length).toBe(4000);
}, 2000);

test('an empty text has no hits', () => {
  expect(match('')).toEqual({ hits: [], hidden: [] });
});
