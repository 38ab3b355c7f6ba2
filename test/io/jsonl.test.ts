import { describe, expect, test } from 'vitest';
import { readJsonl } from '../../src/io/jsonl.ts';
import { fakeResult } from './fake-result.ts';
import { bytesOf, readAll } from './read.ts';

const read = (source: string, field = 'text') => readAll(readJsonl(bytesOf(source), field), 'jsonl');

describe('rows that are labelled', () => {
  test('keep every field as it was written and gain the result', async () => {
    const line = '{ "id": 9007199254740993, "text": "hi", "user": {"tags": ["a", {"b": null}]}, "rate": 1.0 }';
    const { output } = await read(`${line}\n`);
    expect(output).toBe(`${line.slice(0, -1)},"result":${JSON.stringify(fakeResult('hi'))}}\n`);
  });

  test('have an earlier result replaced', async () => {
    const { output } = await read('{"result":{"old":true},"text":"hi"}\n');
    expect(JSON.parse(output)).toEqual({ text: 'hi', result: fakeResult('hi') });
  });

  test.each([
    ['a byte order mark', '\uFEFF{"text":"a"}\n{"text":"b"}\n'],
    ['Windows line breaks', '{"text":"a"}\r\n{"text":"b"}\r\n'],
    ['blank lines', '\n{"text":"a"}\n  \n{"text":"b"}'],
  ])('are read through %s', async (_, source) => {
    const { rows, refusals } = await read(source);
    expect(rows.map((row) => row.text)).toEqual(['a', 'b']);
    expect(refusals).toEqual([]);
  });

  test('may hold their text in another field', async () => {
    expect((await read('{"body":"a"}', 'body')).rows[0]?.text).toBe('a');
  });
});

describe('rows that are refused', () => {
  test.each([
    ['broken JSON', '{"text": "secret', 'RECORD_INVALID'],
    ['an array', '["secret"]', 'RECORD_INVALID'],
    ['null', 'null', 'RECORD_INVALID'],
    ['no text field', '{"body":"secret"}', 'RECORD_FIELD_MISSING'],
    ['a number', '{"text":5}', 'TEXT_NOT_STRING'],
    ['null as text', '{"text":null}', 'TEXT_NOT_STRING'],
    ['an empty text', '{"text":""}', 'TEXT_EMPTY'],
    ['an unpaired surrogate', '{"text":"secret \\ud83d"}', 'TEXT_UNPAIRED_SURROGATE'],
    ['5 MB of text', JSON.stringify({ text: 'secret'.repeat(900_000) }), 'TEXT_TOO_LONG'],
  ])('%s', async (_, line, code) => {
    const source = Buffer.from(`{"text":"a"}\n${line}\n{"text":"b"}\n`);
    const { rows, refusals } = await readAll(readJsonl(bytesOf(source, 65_536), 'text'), 'jsonl');
    expect(rows.map((row) => row.line)).toEqual([1, 3]);
    expect(refusals).toEqual([{ line: 2, code, message: expect.not.stringContaining('secret') }]);
  });

  test('a missing field: names those found', async () => {
    const { refusals } = await read('{"id":1,"body":"x"}');
    expect(refusals[0]?.message).toBe(
      'found the fields "id", "body", expected one named "text"; name the field of the text with --text-field',
    );
  });

  test('a field that only the prototype has', async () => {
    expect((await read('{"text":"a"}', 'toString')).refusals[0]?.code).toBe('RECORD_FIELD_MISSING');
  });
});
