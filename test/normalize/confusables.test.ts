import { describe, expect, test } from 'vitest';
import { foldConfusables } from '../../src/normalize/confusables.ts';
import { runAlone } from './fold.ts';

const kinds = (text: string) => new Set(runAlone(foldConfusables, text).folds.map(({ kind }) => kind));

describe('foldConfusables', () => {
  test.each([
    ['Cyrillic in Latin', 'pаypаl', 'paypal'],
    ['Cyrillic capitals in Latin', 'ВTС', 'BTC'],
    ['Greek in Latin', 'αirdrοp', 'airdrop'],
    ['Armenian in Latin', 'cօin', 'coin'],
    ['Cherokee in Latin', 'ᎢOKEN', 'TOKEN'],
    ['beside Han', '出ВТС', '出BTC'],
    ['before Han', 'ВТС行情', 'BTC行情'],
    ['single beside Han', 'Т恤', 'T恤'],
    ['currency signs', '₳₿Coin', 'ABCoin'],
    ['currency signs in a row before letters', '₿₿₿₿₿₿₿₿₿₿₿₿tc', 'BBBBBBBBBBBBtc'],
    ['with digits between', 'Bі1tсoin', 'Bi1tcoin'],
  ])('resolves %s', (_name, text, folded) => {
    expect(runAlone(foldConfusables, text).text).toBe(folded);
    expect(kinds(text)).toEqual(new Set(['lookalike']));
  });

  test.each(['Москва', 'СОР', 'рок', 'Ελλάδα', 'USDTом', 'α值', 'xα', 'μm', '₿0.5', '₿ 1', '5₩', '₱500php', 'ԱԲ'])(
    'leaves %s',
    (text) => {
      expect(runAlone(foldConfusables, text)).toEqual({ text, folds: [] });
    },
  );
});
