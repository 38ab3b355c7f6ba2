import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NORMALIZER_VERSION, normalize } from '../../src/normalize/index.ts';
import type { Evasion, FoldKind } from '../../src/result.ts';
import { wildText } from './wild-text.ts';

interface Case {
  name: string;
  text: string;
  folded: string;
  folds: Evasion[];
}

const CASES: Case[] = readFileSync(new URL('../cases/spans.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line));
const KINDS = [...new Set(CASES.flatMap(({ folds }) => folds.map(({ kind }) => kind)))];

/** Folds of equal spans have no order of their own. */
function sorted(folds: readonly Evasion[]): Evasion[] {
  return [...folds].sort((a, b) => a.start - b.start || a.end - b.end || (a.kind < b.kind ? -1 : 1));
}

describe('cases', () => {
  test('there are enough of both sorts', () => {
    expect(CASES.filter(({ folds }) => folds.length > 0).length).toBeGreaterThanOrEqual(80);
    expect(CASES.filter(({ folds }) => folds.length === 0).length).toBeGreaterThanOrEqual(40);
    expect(KINDS).toHaveLength(10);
  });

  test.each(CASES)('$name', ({ text, folded, folds }) => {
    const result = normalize(text);
    expect(result.text).toBe(folded);
    expect(sorted(result.folds)).toEqual(sorted(folds));
  });

  test.each(CASES)('$name: in capitals the same', ({ text, folded }) => {
    // Only ASCII, since capitals of other alphabets look different.
    const capitals = text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
    expect(normalize(capitals).text).toBe(folded);
  });

  test.each(CASES)('$name: behind another line the spans have moved', ({ text, folded, folds }) => {
    if (text.startsWith('\ufeff')) return;
    const before = '先看👀这行\n';
    const result = normalize(before + text);
    expect(result.text).toBe(before + folded);
    const moved = folds.map(({ kind, start, end }) => ({
      kind,
      start: start + before.length,
      end: end + before.length,
    }));
    expect(sorted(result.folds)).toEqual(sorted(moved));
  });
});

describe('every text', () => {
  test('folded twice is as folded once', () => {
    fc.assert(
      fc.property(wildText, (text) => {
        const once = normalize(text).text;
        expect(normalize(once).text).toBe(once);
      }),
      { numRuns: 2000 },
    );
  });

  test('has folds inside it, in order, never joined to another of their kind', () => {
    fc.assert(
      fc.property(wildText, (text) => {
        const { folds } = normalize(text);
        for (const { start, end } of folds) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
        expect(folds.map(({ start }) => start)).toEqual(folds.map(({ start }) => start).sort((a, b) => a - b));
        for (const kind of KINDS) {
          const spans = folds.filter((fold) => fold.kind === kind);
          spans.slice(1).forEach(({ start }, i) => {
            expect(start).toBeGreaterThan(spans[i]!.end);
          });
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('has a valid original span for every stretch of its folded text', () => {
    fc.assert(
      fc.property(wildText, fc.nat(), fc.nat(), (text, a, b) => {
        const { text: folded, offsets } = normalize(text);
        const [start, end] = [a % (folded.length + 1), b % (folded.length + 1)].sort((x, y) => x - y) as [
          number,
          number,
        ];
        const span = offsets.toOriginal(start, end);
        expect(span.start).toBeGreaterThanOrEqual(0);
        expect(span.end).toBeLessThanOrEqual(text.length);
        expect(span.end - span.start).toBeGreaterThanOrEqual(end > start ? 1 : 0);
        expect(cutsPair(text, span.start) || cutsPair(text, span.end)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  test('loses nothing but what it drops: the whole folded text stands for a stretch that folds to it', () => {
    fc.assert(
      fc.property(wildText, (text) => {
        const { text: folded, offsets } = normalize(text);
        const { start, end } = offsets.toOriginal(0, folded.length);
        for (const side of [text.slice(0, start), text.slice(end)]) expect(normalize(side).text.trim()).toBe('');
      }),
      { numRuns: 500 },
    );
  });

  test('of ordinary Chinese or English characters keeps its length and its offsets', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'今天气好吃饭 Abcdefg') }), (text) => {
        fc.pre(normalize(text).folds.length === 0 && !/(.)\1{3}/i.test(text));
        const { text: folded, offsets } = normalize(text);
        expect(folded).toBe(text.toLowerCase());
        for (let i = 0; i < text.length; i += 1) expect(offsets.toOriginal(i, i + 1)).toEqual({ start: i, end: i + 1 });
      }),
    );
  });
});

describe('options', () => {
  test.each<[FoldKind, string, string]>([
    ['zero_width', 'B\u200bTC', 'b\u200btc'],
    ['combining', 'b\u0336tc', 'b\u0336tc'],
    ['fullwidth', 'ＢＴＣ，', 'ｂｔｃ,'],
    ['styled', '𝐛ⓣⓒ，', '𝐛ⓣⓒ,'],
    ['lookalike', 'оpеnsea', 'оpеnsea'],
    ['traditional', '錢Ａ', '錢a'],
    ['emoji', '冲🐶币Ａ', '冲🐶币a'],
    ['separator', 'U-S-D-T', 'u-s-d-t'],
    ['leet', 'b1tc0in', 'b1tc0in'],
    ['repeat', 'sooooo!!!!!', 'sooooo!!'],
  ])('%s can be switched off', (kind, text, folded) => {
    expect(normalize(text).text).not.toBe(folded);
    const result = normalize(text, { off: [kind] });
    expect(result.text).toBe(folded);
    expect(result.folds.map((fold) => fold.kind)).not.toContain(kind);
  });
});

describe('long texts', () => {
  const LENGTH = 200_000;
  const SLOWEST_MS = 1500;
  test.each([
    ...[
      'a',
      '哈',
      '幣',
      'Ｕ',
      'é',
      'a\u0301',
      '\u0301\u0323',
      '\u05b0\u05b1',
      '\u200b',
      '❤\ufe0f',
      '😀',
      '🇺',
      '🪙',
      '➕',
    ],
    ...['a ', 'a-', '虚*', '币 ', '1a', 'a$', '0o', 'aaaa1', 'aB', 'а', '₿', 'ﷺ', '가', 'ｶﾞ', '\ud800', '…a', 'a\u200b'],
  ])('of %j alone take linear time', (unit) => {
    const text = unit.repeat(LENGTH / unit.length);
    const start = performance.now();
    const result = normalize(text);
    expect(performance.now() - start).toBeLessThan(SLOWEST_MS);
    expect(result.offsets.toOriginal(0, result.text.length).end).toBeLessThanOrEqual(text.length);
  });
});

test('the version is named', () => {
  expect(NORMALIZER_VERSION).toBe('2');
});

function cutsPair(text: string, position: number): boolean {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(position - 1, position + 1));
}
