import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
// @ts-expect-error The page is plain JavaScript.
import { curlOf, piecesOf, postsOf } from '../../playground/marks.js';

interface Piece {
  text: string;
  names: string[];
}

describe('the marks of the page', () => {
  test('overlapping marks give pieces that carry all of them', () => {
    const marks = [
      { start: 0, end: 4, name: 'anchor', title: 'a' },
      { start: 3, end: 6, name: 'fold', title: 'b' },
    ];
    const pieces = piecesOf('abcdefg', marks).map(({ text, names }: Piece) => [text, names]);
    expect(pieces).toEqual([
      ['abc', ['anchor']],
      ['d', ['anchor', 'fold']],
      ['ef', ['fold']],
      ['g', []],
    ]);
  });

  test('pieces are the text, and every unit has the marks that cover it', () => {
    const mark = fc.record({
      start: fc.nat(20),
      length: fc.integer({ min: 1, max: 9 }),
      name: fc.constantFrom('a', 'b'),
    });
    fc.assert(
      fc.property(fc.string({ minLength: 30, maxLength: 40 }), fc.array(mark), (text, drawn) => {
        const marks = drawn.map(({ start, length, name }) => ({ start, end: start + length, name, title: '' }));
        const pieces: Piece[] = piecesOf(text, marks);
        expect(pieces.map((piece) => piece.text).join('')).toBe(text);
        const perUnit = pieces.flatMap(({ text: piece, names }) => Array.from({ length: piece.length }, () => names));
        perUnit.forEach((names, unit) => {
          const covering = marks.filter(({ start, end }) => start <= unit && unit < end).map(({ name }) => name);
          expect([...names].sort()).toEqual([...new Set(covering)].sort());
        });
      }),
    );
  });

  test('the command is one that a shell reads back', () => {
    const body = { input: `it's "5" $HOME \`id\` \\ 高价收U` };
    const command = curlOf('http://127.0.0.1:1', body, true).replace('curl', 'printf "%s\\n"');
    const words = spawnSync('sh', ['-c', command], { encoding: 'utf8' }).stdout.split('\n');
    expect(words.slice(0, 3)).toEqual(['http://127.0.0.1:1/v1/classify', '-H', 'content-type: application/json']);
    expect(JSON.parse(words.at(-2)!)).toEqual(body);
  });

  test.each([
    ['a.txt', 'one\r\n\r\ntwo\n', ['one', 'two']],
    ['a.jsonl', '{"text":"one"}\n{"text":7}\nbroken\n{"text":" "}\n', ['one']],
    ['a.txt', '{"text":"one"}', ['{"text":"one"}']],
  ])('posts of %s', (name, content, posts) => {
    expect(postsOf(name, content)).toEqual(posts);
  });
});
