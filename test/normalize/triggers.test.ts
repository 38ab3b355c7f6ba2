import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createDraft, type Draft } from '../../src/normalize/draft.ts';
import { foldLeet } from '../../src/normalize/leet.ts';
import { foldRepeats } from '../../src/normalize/repeats.ts';
import { foldSeparators } from '../../src/normalize/separators.ts';
import { findTriggers, LEET_BIT, REPEAT_BIT, SEPARATOR_BIT } from '../../src/normalize/triggers.ts';

const NO_UNITS = new Uint16Array(0x10000);
const FOLDS: [name: string, bit: number, fold: (draft: Draft) => boolean][] = [
  ['separators', SEPARATOR_BIT, foldSeparators],
  ['leet', LEET_BIT, foldLeet],
  ['repeats', REPEAT_BIT, foldRepeats],
];
const PIECES = [
  ...'abcuvm出币圈商红01$@! *.-/🔥\n',
  's3ll',
  'm-i-n-t',
  '虚*拟*币',
  '虚 * 拟 * 币',
  '出.u',
  '币 圈',
  'aaaa',
];

function triggersOf(text: string): number {
  return findTriggers(createDraft(text, new Set()).units, text.length, NO_UNITS);
}

test.each(FOLDS)('%s: what the fold changes is never missed', (_name, bit, fold) => {
  let changed = 0;
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 10, size: 'max' }), (pieces) => {
      const text = pieces.join('');
      if (!fold(createDraft(text, new Set()))) return;
      changed += 1;
      expect(triggersOf(text) & bit).toBe(bit);
      // Case is folded after the first look.
      expect(triggersOf(text.toUpperCase()) & bit).toBe(bit);
    }),
    { numRuns: 5000 },
  );
  expect(changed).toBeGreaterThan(100);
});

test.each(['今天天气不错', 'we had a lovely walk in the park', '买 btc 和以太, 快来', 'it costs 20 dollars'])(
  'ordinary text wakes no fold: %s',
  (text) => {
    expect(triggersOf(text)).toBe(0);
  },
);
