import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_LINE_BYTES, readLines } from '../../src/io/lines.ts';
import { bytesOf, collect } from './read.ts';

describe('readLines', () => {
  test.each([
    ['nothing', '', []],
    [
      'no line break at the end',
      'a\nb',
      [
        ['a', '\n'],
        ['b', ''],
      ],
    ],
    [
      'line breaks of both kinds',
      'a\r\nb\n',
      [
        ['a', '\r\n'],
        ['b', '\n'],
      ],
    ],
    [
      'blank lines',
      '\n\n',
      [
        ['', '\n'],
        ['', '\n'],
      ],
    ],
    ['a carriage return alone', 'a\rb\n', [['a\rb', '\n']]],
    ['a byte order mark, kept', '\uFEFFa\n', [['\uFEFFa', '\n']]],
  ])('%s', async (_, source, expected) => {
    const lines = await collect(readLines(bytesOf(source, 1)));
    expect(lines).toEqual(expected.map(([text, lineBreak], index) => ({ line: index + 1, text, lineBreak })));
  });

  test('gives back any text, however it is cut into chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.constantFrom('a', '\r', '\n', '币', '😀') }),
        fc.integer({ min: 1, max: 9 }),
        async (text, size) => {
          const lines = await collect(readLines(bytesOf(text, size)));
          expect(lines.map((line) => ('code' in line ? '' : line.text + line.lineBreak)).join('')).toBe(text);
        },
      ),
    );
  });

  test('bytes that are not UTF-8 cost one line', async () => {
    const source = Buffer.concat([Buffer.from('a\n'), Buffer.from([0xb1, 0xd2, 0x0a]), Buffer.from('b\n')]);
    expect(await collect(readLines(bytesOf(source)))).toMatchObject([
      { line: 1, text: 'a' },
      { line: 2, code: 'RECORD_INVALID' },
      { line: 3, text: 'b' },
    ]);
  });

  test('a line beyond the limit is refused and forgotten', async () => {
    async function* source(): AsyncGenerator<Uint8Array> {
      const piece = Buffer.alloc(1024 * 1024, 'x');
      for (let bytes = 0; bytes <= MAX_LINE_BYTES; bytes += piece.length) yield piece;
      yield Buffer.from('\nb');
    }
    expect(await collect(readLines(source()))).toMatchObject([
      { line: 1, code: 'RECORD_INVALID' },
      { line: 2, text: 'b' },
    ]);
  });
});
