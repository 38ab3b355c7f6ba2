import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findCopies } from '../../src/evaluate/copies.ts';
import { readGold } from '../../src/evaluate/gold.ts';
import { findLabelErrors } from '../../src/evaluate/label-errors.ts';
import { lintRows } from '../../src/evaluate/lint.ts';
import { bucketsOf, foldForComparison, shinglesOf, similarity } from '../../src/evaluate/min-hash.ts';
import { rowOf } from './rows.ts';

const ADVERT = 'Early access to the Blue Heron presale ends tonight, bonus tokens for the first hundred wallets';

describe('foldForComparison', () => {
  test.each([
    ['Buy  NOW!! 🚀', 'buynow'],
    ['ＢＵＹ now', 'buynow'],
    ['今日U价 7.18', '今日u价000'],
    [' 🚀🚀 ', '🚀🚀'],
  ])('%s', (text, folded) => {
    expect(foldForComparison(text)).toBe(folded);
  });
});

test('similarity is the share of common shingles', () => {
  const shingles = (text: string) => shinglesOf(foldForComparison(text));
  expect(similarity(shingles(ADVERT), shingles(ADVERT))).toBe(1);
  expect(similarity(shingles('abcdef'), shingles('abcdeg'))).toBe(2 / 4);
  expect(similarity(shingles(ADVERT), shingles('We moved the ticket shop to another street last week'))).toBeLessThan(
    0.1,
  );
  expect(shingles('gm').size).toBe(1);
});

test('texts of similarity 0.8 and above nearly always share a bucket', () => {
  const seen = { pairs: 0, shared: 0 };
  const word = fc.string({ unit: fc.constantFrom(...'abcdefghij'), minLength: 3, maxLength: 8 });
  fc.assert(
    fc.property(fc.array(word, { minLength: 20, maxLength: 30 }), (words) => {
      const [a, b] = [shinglesOf(words.join('')), shinglesOf([...words.slice(1), 'zz'].join(''))];
      if (similarity(a, b) < 0.8) return;
      seen.pairs += 1;
      const buckets = new Set(bucketsOf(a));
      if (bucketsOf(b).some((bucket) => buckets.has(bucket))) seen.shared += 1;
    }),
    { numRuns: 200, seed: 1 },
  );
  expect(seen.pairs).toBeGreaterThan(100);
  expect(seen.shared / seen.pairs).toBeGreaterThan(0.99);
});

describe('findCopies', () => {
  test.each([
    { name: 'nothing', texts: [], groups: [] },
    { name: 'different texts', texts: ['Presale tonight', 'The museum opens at nine'], groups: [] },
    { name: 'empty texts', texts: ['', ' ', ''], groups: [] },
    { name: 'copies', texts: ['gm', 'x', 'GM!'], groups: [{ indexes: [0, 2], variants: 1 }] },
    { name: 'near-copies', texts: [ADVERT, 'x', `${ADVERT} !!! go`], groups: [{ indexes: [0, 2], variants: 2 }] },
    {
      name: 'copies of near-copies',
      texts: [`${ADVERT} go`, ADVERT, ADVERT.toUpperCase()],
      groups: [{ indexes: [0, 1, 2], variants: 2 }],
    },
  ])('$name', ({ texts, groups }) => {
    expect(findCopies(texts)).toEqual(groups);
  });

  test('many near-copies are one group, in the time of a few', () => {
    const texts = Array.from({ length: 2000 }, (_, index) => `${ADVERT} ${String.fromCharCode(0x4e00 + index)}`);
    const started = performance.now();
    expect(findCopies(texts)).toEqual([{ indexes: [...texts.keys()], variants: 2000 }]);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('findLabelErrors', () => {
  const rowWith = (id: string, positive: boolean, score: number) =>
    rowOf(id, positive ? ['issuance'] : [], [], { scores: { issuance: score } });

  test('finds what is confidently seen otherwise, the surest first', () => {
    const rows = [
      ...Array.from({ length: 10 }, (_, index) => rowWith(`yes${index}`, true, 0.85)),
      ...Array.from({ length: 10 }, (_, index) => rowWith(`no${index}`, false, 0.1)),
      rowWith('forgotten', false, 0.9),
      rowWith('wrong', true, 0.02),
      rowWith('doubtful', false, 0.6),
    ];
    expect(findLabelErrors(rows)).toEqual([
      { id: 'wrong', label: 'issuance', given: true, score: 0.02 },
      { id: 'forgotten', label: 'issuance', given: false, score: 0.9 },
    ]);
  });

  test('the bar is the mean of the class, not one half', () => {
    // A timid system: its mean for the label is 0.35, so 0.4 is confident.
    const rows = [
      ...Array.from({ length: 10 }, (_, index) => rowWith(`yes${index}`, true, 0.35)),
      ...Array.from({ length: 10 }, (_, index) => rowWith(`no${index}`, false, 0.05)),
      rowWith('forgotten', false, 0.4),
    ];
    expect(findLabelErrors(rows).map(({ id }) => id)).toEqual(['forgotten']);
  });

  test('one class alone shows no errors', () => {
    expect(findLabelErrors([rowWith('a', true, 0.1), rowWith('b', true, 0.9)])).toEqual([]);
  });
});

test('lintRows', () => {
  const read = (records: Record<string, unknown>[]) =>
    records.map((fields, index) => readGold(index + 1, fields, 'text'));
  const rows = read([
    { id: 'a', text: ADVERT, labels: ['issuance'], split: 'train' },
    { id: 'b', text: `${ADVERT} go`, labels: [], split: 'test' },
    { id: 'c', text: 'gm', labels: [], split: 'test' },
    { id: 'c', text: 'GM', labels: [], split: 'test' },
    { id: 'e', text: ' ', labels: ['issuance', 'pricing_service'], crypto_related: true, split: 'test' },
  ]);
  const found = lintRows(rows, read([{ id: 'z', text: 'gm.', labels: [] }]), 98);
  expect(found).toMatchObject({
    rows: 5,
    empty: ['e'],
    overlong: ['b'],
    repeatedIds: ['c'],
    repeated: [
      { ids: ['a', 'b'], exact: false, conflicting: true, acrossSplits: true },
      { ids: ['c', 'c'], exact: true, conflicting: false, acrossSplits: false },
    ],
    leaks: [{ ids: ['c', 'c'], otherIds: ['z'] }],
    combinations: { none: 3, issuance: 1, 'issuance+pricing_service': 1 },
  });
  expect(found.together.issuance).toEqual({
    issuance: 2,
    trading_channel: 0,
    pricing_service: 1,
    nft_secondary_trading: 0,
    crypto_related: 1,
  });
});
