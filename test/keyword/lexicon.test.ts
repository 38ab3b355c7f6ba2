import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { CoinscreenError } from '../../src/errors.ts';
import { loadLexicon, matchKeywords } from '../../src/keyword/index.ts';
import { createSegmenter } from '../../src/segment/index.ts';
import { FIXTURE, loadFixture } from './fixture.ts';

const HEADER = 'term\tstrength\tsub_act\tneeds\tnot_near\tsince\tnote\n';
const folder = mkdtempSync(join(tmpdir(), 'lexicon-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes one file of an extra lexicon in a folder of its own. */
function write(name: string, text: string): string {
  const file = join(mkdtempSync(join(folder, 'extra-')), name);
  writeFileSync(file, text);
  return file;
}

function failure(action: () => unknown): CoinscreenError {
  try {
    action();
  } catch (error) {
    if (error instanceof CoinscreenError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

test.each([
  ['header', 'issuance.tsv', 'term\tstrength\n', 1, 'found header "term strength"'],
  ['strength', 'issuance.tsv', `${HEADER}a coin\tstrong\tissue.token_sale\n`, 2, 'found strength "strong"'],
  ['sub-act', 'issuance.tsv', `${HEADER}a coin\tanchor\tissue.nothing\n`, 2, 'found sub_act "issue.nothing"'],
  [
    'sub-act of another label',
    'issuance.tsv',
    `${HEADER}a coin\tanchor\tinfo.signals\n`,
    2,
    'found sub_act "info.signals"',
  ],
  ['set', 'issuance.tsv', `${HEADER}a coin\tanchor\tissue.token_sale\t@nothing\n`, 2, 'found set "@nothing" in needs'],
  [
    'alternative',
    'issuance.tsv',
    `${HEADER}a coin\tanchor\tissue.token_sale\t\tx||y\n`,
    2,
    'an empty alternative in not_near',
  ],
  ['year', 'issuance.tsv', `${HEADER}a coin\tanchor\tissue.token_sale\t\t\tsoon\n`, 2, 'found since "soon"'],
  [
    'empty term',
    'issuance.tsv',
    `${HEADER}\u200b\tanchor\tissue.token_sale\n`,
    2,
    'expected text that is left after folding',
  ],
  ['cells', 'issuance.tsv', `${HEADER}a coin\tanchor\tissue.token_sale\t\t\t\t\tmore\n`, 2, 'found 8 cells'],
  [
    'repeated term',
    'issuance.tsv',
    `${HEADER}# both\na\tanchor\tissue.token_sale\nA\tanchor\tissue.token_sale\n`,
    4,
    'found "a" again',
  ],
  ['unknown term of a variant', 'variants.tsv', 'variant\tterm\tneeds\tnote\nxx\tnothing\n', 2, 'found term "nothing"'],
  ['label of a sub-act', 'sub-acts.tsv', 'sub_act\tlabel\tclause\tnote\nx.y\tnothing\n', 2, 'found label "nothing"'],
])('refuses a bad %s with its line', (_name, name, text, line, message) => {
  const file = write(name, text);
  const error = failure(() => loadFixture(file));
  expect(error.code).toBe('LEXICON_INVALID');
  expect(error.message).toContain(`${file}:${line}: `);
  expect(error.message).toContain(message);
});

test('tells all mistakes of a file at once, up to twenty', () => {
  const rows = Array.from({ length: 25 }, (_, i) => `term ${i} x\tstrong\tissue.token_sale\n`);
  const lines = failure(() => loadFixture(write('issuance.tsv', HEADER + rows.join('')))).message.split('\n');
  expect(lines).toHaveLength(21);
  expect(lines.at(-1)).toBe('and 5 more');
});

test('refuses a missing folder, an empty folder and a file with a name that says nothing', () => {
  const empty = join(folder, 'empty');
  mkdirSync(empty);
  expect(failure(() => loadLexicon(join(folder, 'missing'))).code).toBe('LEXICON_NOT_FOUND');
  expect(failure(() => loadLexicon(empty)).code).toBe('LEXICON_NOT_FOUND');
  expect(failure(() => loadFixture(write('terms.tsv', HEADER))).code).toBe('LEXICON_INVALID');
});

test('an extra file adds terms and replaces those of the same label', async () => {
  const extra = write(
    'issuance.tsv',
    `${HEADER}moon drop\tanchor\tissue.airdrop_whitelist\nairdrop\tanchor\tissue.airdrop_whitelist\n`,
  );
  const { hits } = matchKeywords('moon drops, airdrops', loadFixture(extra), await createSegmenter('jieba'));
  expect(hits.map(({ entry }) => [entry.term, entry.strength])).toEqual([
    ['moon drop', 'anchor'],
    ['airdrop', 'anchor'],
  ]);
});

test('the version follows what is found, not how it is written down', () => {
  const version = (...files: string[]): string => loadFixture(...files).version;
  const plain = write('issuance.tsv', `${HEADER}moon\tanchor\tissue.token_sale\nsun\tanchor\tissue.token_sale\n`);
  const noted = write(
    'issuance.tsv',
    `# why\n${HEADER}SUN\tanchor\tissue.token_sale\n\nmoon\tanchor\tissue.token_sale\t\t\t2020\tnote\n`,
  );
  const other = write(
    'issuance.tsv',
    `${HEADER}moon\tanchor\tissue.token_sale\t@coin\nsun\tanchor\tissue.token_sale\n`,
  );
  expect(version()).toMatch(/^[0-9a-f]{8}$/);
  expect(version(plain)).toBe(version(noted));
  expect(version(plain)).not.toBe(version(other));
  expect(version(plain)).not.toBe(version());
});

test('the fixture folder may be named with or without a slash at its end', () => {
  expect(loadLexicon(FIXTURE.slice(0, -1)).version).toBe(loadLexicon(FIXTURE).version);
});
