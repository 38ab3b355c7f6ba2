import { describe, expect, test } from 'vitest';
import { readGold } from '../../src/evaluate/gold.ts';
import { checkIds, joinAnswers } from '../../src/evaluate/join.ts';
import { labelNames } from '../../src/evaluate/label-names.ts';
import { readAnswer } from '../../src/evaluate/predictions.ts';

const SCORES = { issuance: 0.9, trading_channel: 0.2, pricing_service: 0.5, nft_secondary_trading: 0 };
const plain = { names: labelNames([]), threshold: 0.5 };

function refusal(read: () => unknown): string {
  try {
    read();
    return 'nothing was refused';
  } catch (error) {
    return String((error as { code?: string }).code);
  }
}

describe('readGold', () => {
  test.each([
    {
      name: 'a JSON record',
      fields: { id: 'a', text: 'gm', labels: ['issuance'], crypto_related: true, uncertain: false, group: 7 },
      read: { id: 'a', group: '7', gold: { labels: ['issuance'], cryptoRelated: true }, uncertain: false },
    },
    {
      name: 'a CSV record',
      fields: {
        id: '',
        text: 'gm',
        labels: 'issuance|pricing_service',
        crypto_related: 'true',
        uncertain: '1',
        group: '',
      },
      read: {
        id: '12',
        group: null,
        gold: { labels: ['issuance', 'pricing_service'], cryptoRelated: true },
        uncertain: true,
      },
    },
    {
      name: 'a record that is silent about the topic',
      fields: { labels: [] },
      read: { gold: { labels: [], cryptoRelated: null } },
    },
    {
      name: 'a category makes a text crypto_related',
      fields: { labels: ['issuance'], crypto_related: false },
      read: { gold: { labels: ['issuance'], cryptoRelated: true } },
    },
  ])('$name', ({ fields, read }) => {
    expect(readGold(12, fields, 'text')).toMatchObject(read);
  });

  test.each([
    { fields: { id: 'a' }, code: 'RECORD_FIELD_MISSING' },
    { fields: { labels: ['isuance'] }, code: 'RECORD_INVALID' },
    { fields: { labels: 3 }, code: 'RECORD_INVALID' },
    { fields: { labels: [], crypto_related: 'perhaps' }, code: 'RECORD_INVALID' },
  ])('refuses $fields', ({ fields, code }) => {
    expect(refusal(() => readGold(12, fields, 'text'))).toBe(code);
    expect(() => readGold(12, fields, 'text')).toThrow(/^line 12: /);
  });
});

describe('readAnswer', () => {
  test.each([
    {
      name: 'labels alone',
      record: { labels: ['issuance', 'crypto_related'], verdict: 'review' },
      answer: { labels: ['issuance'], cryptoRelated: true, scores: {}, verdict: 'review' },
    },
    {
      name: 'labels alone, silent about the topic',
      record: { labels: 'issuance' },
      answer: { labels: ['issuance'], cryptoRelated: null, scores: {}, verdict: null },
    },
    {
      name: 'scores alone',
      record: { scores: SCORES },
      answer: { labels: ['issuance', 'pricing_service'], cryptoRelated: null, scores: SCORES, verdict: null },
    },
    {
      name: 'columns of scores and the topic',
      record: {
        score_issuance: '0.9',
        score_trading_channel: '0.2',
        score_pricing_service: '0.5',
        score_nft_secondary_trading: '0',
        score_crypto_related: '0.4',
      },
      answer: { labels: ['issuance', 'pricing_service'], scores: { ...SCORES, crypto_related: 0.4 } },
    },
    {
      name: 'columns of true and false',
      record: {
        issuance: 'true',
        trading_channel: 'false',
        pricing_service: '0',
        nft_secondary_trading: '1',
        crypto_related: '1',
      },
      answer: { labels: ['issuance', 'nft_secondary_trading'], cryptoRelated: true },
    },
    {
      name: 'a row that coinscreen label wrote',
      record: {
        labels: ['pricing_service'],
        result: { labels: ['issuance'], cryptoRelated: true, scores: SCORES, verdict: 'block' },
      },
      answer: { labels: ['issuance'], cryptoRelated: true, scores: SCORES, verdict: 'block' },
    },
  ])('$name', ({ record, answer }) => {
    expect(readAnswer(record, plain)).toMatchObject(answer);
  });

  test("another system's names: several for one label, one for several, one for none", () => {
    const names = labelNames([
      ['issuance', 'ico'],
      ['issuance', 'airdrop'],
      ['trading_channel', 'trade'],
      ['pricing_service', 'trade'],
      ['none', 'toxicity'],
    ]);
    const record = {
      labels: ['trade', 'toxicity', 'airdrop'],
      scores: { ico: 0.1, airdrop: 0.8, trade: 0.7, toxicity: 0.6 },
    };
    expect(readAnswer(record, { names, threshold: 0.5 })).toMatchObject({
      labels: ['trading_channel', 'pricing_service', 'issuance'],
      scores: { issuance: 0.8, trading_channel: 0.7, pricing_service: 0.7 },
    });
  });

  test.each([
    { record: { id: 'a' }, code: 'RECORD_FIELD_MISSING' },
    { record: { scores: { ...SCORES, issuance: undefined } }, code: 'RECORD_FIELD_MISSING' },
    { record: { scores: { ...SCORES, issuance: 90 } }, code: 'RECORD_INVALID' },
    { record: { labels: ['spam'] }, code: 'RECORD_INVALID' },
    { record: { labels: [], verdict: 'maybe' }, code: 'RECORD_INVALID' },
  ])('refuses $record', ({ record, code }) => {
    expect(refusal(() => readAnswer(record, plain))).toBe(code);
  });
});

test('a mapping to an unknown label is refused', () => {
  expect(refusal(() => labelNames([['spam', 'ico']]))).toBe('OPTION_INVALID');
});

describe('joining', () => {
  const rows = ['a', 'b'].map((id, index) => readGold(index + 1, { id, labels: [] }, 'text'));
  const answer = readAnswer({ labels: [] }, plain);

  test('answers come in the order of the rows; more answers than rows do no harm', () => {
    const other = { ...answer, verdict: 'block' as const };
    const answers = new Map([
      ['c', answer],
      ['b', other],
      ['a', answer],
    ]);
    expect(joinAnswers(rows, answers)).toEqual([answer, other]);
  });

  test('a missing answer is no answer', () => {
    expect(refusal(() => joinAnswers(rows, new Map([['b', answer]])))).toBe('RECORD_FIELD_MISSING');
    expect(() => joinAnswers(rows, new Map([['b', answer]]))).toThrow('(a)');
  });

  test('ids stand once', () => {
    expect(() => checkIds(rows)).not.toThrow();
    expect(() => checkIds([...rows, rows[0]!])).toThrow('line 1: found the id of line 1 again');
  });
});
