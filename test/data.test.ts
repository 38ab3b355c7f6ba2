import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { checkCorpus } from '../scripts/check-corpus.ts';
import { checkLabels, checkSharedTerms, checkWords } from '../scripts/check-files.ts';
import { checkLexicon, loadLexicon } from '../src/keyword/index.ts';
import { createSegmenter } from '../src/segment/index.ts';

const data = fileURLToPath(new URL('../data/', import.meta.url));
const fixture = fileURLToPath(new URL('./fixtures/lexicon/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'data-'));
afterAll(() => rmSync(folder, { recursive: true }));
const segmenter = await createSegmenter('jieba');

function write(name: string, text: string): string {
  const file = join(mkdtempSync(join(folder, 'file-')), name);
  writeFileSync(file, text);
  return file;
}

test('the shipped data are good', () => {
  expect([
    ...checkLabels(`${data}labels.json`),
    ...checkWords(`${data}segment/words.txt`),
    ...checkSharedTerms(`${data}lexicon`),
    ...checkCorpus(`${data}corpus`, `${data}lexicon/sub-acts.tsv`, `${data}ordinary-phrases.txt`),
    ...checkLexicon(loadLexicon(`${data}lexicon`), segmenter),
  ]).toEqual([]);
}, 30_000);

test('every line of the fixture does what it says', () => {
  expect(checkLexicon(loadLexicon(fixture), segmenter)).toEqual([]);
});

const TERM = 'term\tstrength\tsub_act\tneeds\tnot_near\tsince\tnote\n';

test.each([
  [
    'a term that an allowed phrase hides',
    'issuance.tsv',
    `${TERM}人民币\tanchor\tissue.token_sale\n`,
    'does not find itself',
  ],
  [
    'a term whose need is also refused',
    'issuance.tsv',
    `${TERM}moon\tanchor\tissue.token_sale\tsun\tsun\n`,
    'does not find itself',
  ],
  ['a phrase without a term', 'allow.tsv', 'phrase\tnear\tnote\n天气很好\n', 'hides nothing'],
  [
    'a variant that folds to its term',
    'variants.tsv',
    'variant\tterm\tneeds\tnote\nＡirdrop\tairdrop\n',
    'folds to its term',
  ],
  [
    'a variant that is half a word',
    'variants.tsv',
    'variant\tterm\tneeds\tnote\n人民币\tairdrop\n',
    'does not find its term',
  ],
])('finds %s', (_name, name, text, message) => {
  const file = write(name, text);
  const mistakes = checkLexicon(loadLexicon(fixture, [file]), segmenter);
  expect(mistakes).toEqual([expect.stringContaining(`${file}:2: `)]);
  expect(mistakes[0]).toContain(message);
});

test('finds words that stand twice or would cut Latin words', () => {
  const file = write('words.txt', '# words\n大饼\n\n出u\n大饼\n');
  expect(checkWords(file)).toEqual([
    expect.stringMatching(`^${file}:4: .* ends in a Latin letter`),
    expect.stringMatching(`^${file}:5: .* stands here twice`),
  ]);
});

test('finds labels that are not those of the code, or not defined', () => {
  const file = write(
    'labels.json',
    '{"categories":[{"name":"issuance","definition":""}],"topic":{"name":"x","definition":"y"}}',
  );
  expect(checkLabels(file)).toEqual([
    expect.stringContaining('found labels issuance, x, expected issuance, trading_channel'),
    expect.stringContaining('label issuance has no definition'),
  ]);
});

test('finds a term that two files give to the same label', () => {
  const row = `${TERM}moon\tanchor\tissue.token_sale\n`;

  mkdirSync(join(folder, 'zh'));
  mkdirSync(join(folder, 'en'));
  for (const language of ['zh', 'en']) writeFileSync(join(folder, language, 'issuance.tsv'), row);
  expect(checkSharedTerms(folder)).toEqual([
    expect.stringContaining(`${join(folder, 'en', 'issuance.tsv')}:2: term "moon"`),
  ]);
});
