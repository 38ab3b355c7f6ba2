import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildAutomaton, scan } from '../../src/keyword/automaton.ts';

/** Every occurrence of every pattern, found the slow way, where the text has no runs of separators. */
function search(patterns: readonly string[], text: string): string[] {
  return patterns.flatMap((pattern, id) =>
    Array.from({ length: text.length }, (_, start) => start)
      .filter((start) => text.startsWith(pattern, start))
      .map((start) => `${id}:${start}-${start + pattern.length}`),
  );
}

function triples(found: readonly number[]): string[] {
  return Array.from({ length: found.length / 3 }, (_, i) => `${found[3 * i]}:${found[3 * i + 1]}-${found[3 * i + 2]}`);
}

// Few letters, so that patterns overlap, contain and fall back to one another; one of them outside the basic plane.
const letters = fc.constantFrom('a', 'b', '币', '圈', '🚀');
const pattern = fc.string({ unit: letters, minLength: 1, maxLength: 5 });

test('finds what a naive search finds', () => {
  const input = [
    fc.uniqueArray(pattern, { minLength: 1, maxLength: 12 }),
    fc.string({ unit: letters, maxLength: 60 }),
  ] as const;
  fc.assert(
    fc.property(...input, (patterns, text) => {
      expect(triples(scan(buildAutomaton(patterns), text)).sort()).toEqual(search(patterns, text).sort());
    }),
  );
});

test('finds any set of words in a text of them', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1 }), (words) => {
      const patterns = words.filter((word) => !/[\s\-\u2010-\u2013]/.test(word));
      const text = patterns.join('');
      const found = new Set(triples(scan(buildAutomaton(patterns), text)));
      for (const hit of search(patterns, text)) expect(found).toContain(hit);
    }),
  );
});

test.each([
  ['one space', 'a b', '0:0-3'],
  ['many kinds of white space', 'a \n\u3000b', '0:0-5'],
  ['a hyphen', 'a-b', '0:0-3'],
  ['hyphens and spaces', 'xa - – bx', '0:1-8'],
])('%s between words reads as one separator', (_name, text, expected) => {
  expect(triples(scan(buildAutomaton(['a b']), text))).toEqual([expected]);
});

test('the separators of a pattern may be of any kind too', () => {
  expect(triples(scan(buildAutomaton([' a -- b ']), 'a b'))).toEqual(['0:0-3']);
});

test('words without a separator between are not two words', () => {
  expect(scan(buildAutomaton(['a b']), 'ab')).toEqual([]);
});

test('no pattern at all finds nothing', () => {
  expect(scan(buildAutomaton([]), 'anything')).toEqual([]);
});

test('takes more symbols and longer tables than it begins with', () => {
  const han = Array.from({ length: 3000 }, (_, i) => String.fromCharCode(0x4e00 + i));
  const patterns = [...han, ...han.map((character, i) => han[(i * 7) % han.length]! + character + han[i % 50]!)];
  const automaton = buildAutomaton(patterns);
  for (const [id, one] of patterns.entries()) {
    expect(triples(scan(automaton, one))).toContain(`${id}:0-${one.length}`);
  }
});
