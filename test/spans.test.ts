import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PACKAGE_ROOT } from '../src/files.ts';
import { type Classification, type Classifier, createClassifier, type Span } from '../src/index.ts';
import { wildText } from './normalize/wild-text.ts';

/** All random strings together; the suite's files come on top. */
const STRINGS = 100_000;
const BATCH = 500;
/** Milliseconds. A quiet machine takes a third at most; quadratic time would be minutes. */
const SLOWEST_MEGABYTE = 3000;

// Every span comes from the layers before the transformer, so those alone are asked.
let classifier: Classifier;
beforeAll(async () => {
  classifier = await createClassifier({ model: false });
});
afterAll(() => classifier.close());

function spansOf({ evidence, contacts, evasion }: Classification): Span[] {
  return [...evidence, ...contacts, ...evasion];
}

/** True inside a surrogate pair, where no span may begin or end. */
function splitsPair(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at);
  return before >= 0xd800 && before < 0xdc00 && after >= 0xdc00 && after < 0xe000;
}

function badSpans(text: string, result: Classification): Span[] {
  return spansOf(result).filter(
    ({ start, end }) =>
      start < 0 || end <= start || end > text.length || splitsPair(text, start) || splitsPair(text, end),
  );
}

const readTexts = (...path: string[]): string[] =>
  readFileSync(join(PACKAGE_ROOT, ...path), 'utf8')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { text: string }).text);

describe('every span cuts the original at valid places', () => {
  test.each([
    ['the evasion suite', () => readTexts('data', 'evasion', 'automatic.jsonl')],
    ['the held-out posts', () => readTexts('data', 'corpus', 'voices.jsonl')],
  ])('in %s', async (_, read) => {
    let spans = 0;
    for (const text of read()) {
      const result = await classifier.classify(text);
      spans += spansOf(result).length;
      expect(badSpans(text, result)).toEqual([]);
    }
    expect(spans).toBeGreaterThan(100);
  });

  test(`in ${STRINGS} random strings`, { timeout: 120_000 }, async () => {
    const readable = wildText.filter((text) => text.isWellFormed() && text.trim() !== '');
    let spans = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(readable, { minLength: BATCH, maxLength: BATCH }), async (texts) => {
        for (const text of texts) {
          const result = await classifier.classify(text);
          spans += spansOf(result).length;
          expect(badSpans(text, result)).toEqual([]);
        }
      }),
      { numRuns: STRINGS / BATCH, endOnFailure: true },
    );
    expect(spans).toBeGreaterThan(STRINGS / 10);
  });
});

describe('a megabyte of one thing', () => {
  const timeOf = async (text: string): Promise<number> => {
    const start = performance.now();
    await classifier.classify(text);
    return performance.now() - start;
  };

  // A million hits, each with its words and conditions around: more work by right, and still no minutes.
  test('of a term takes linear time', { timeout: 60_000 }, async () => {
    expect(await timeOf('出u'.repeat(500_000))).toBeLessThan(10 * SLOWEST_MEGABYTE);
  });

  test.each(['a', '币', '1', '.', ' a', 'U.', '币 ', '\u200bu', 'ａ', '幣', '🪙', 'e\u0301', '+86', 'wx ', 't.me/'])(
    'of %j takes linear time',
    { timeout: 30_000 },
    async (piece) => {
      const text = piece.repeat(Math.floor(1_000_000 / piece.length));
      const start = performance.now();
      await classifier.classify(text);
      expect(performance.now() - start).toBeLessThan(SLOWEST_MEGABYTE);
    },
  );
});
