import { describe, expect, test } from 'vitest';
import type { Format } from '../../src/io/index.ts';
import { readRecords } from '../../src/io/index.ts';

async function read(source: string, format: Format) {
  const rows: unknown[] = [];
  async function* chunks() {
    yield Buffer.from(source);
  }
  for await (const row of readRecords(chunks(), format)) rows.push(row);
  return rows;
}

describe('readRecords', () => {
  test.each([
    { format: 'jsonl' as const, source: '', rows: [] },
    { format: 'csv' as const, source: '', rows: [] },
    {
      format: 'jsonl' as const,
      source: '\uFEFF{"id":1}\n\n{"id":2,"labels":[]}\n',
      rows: [
        { line: 1, fields: { id: 1 } },
        { line: 3, fields: { id: 2, labels: [] } },
      ],
    },
    {
      format: 'csv' as const,
      source: '\uFEFFid,text\r\n1,"two\nlines"\r\n\r\n2,"a ""b"""\r\n',
      rows: [
        { line: 2, fields: { id: '1', text: 'two\nlines' } },
        { line: 5, fields: { id: '2', text: 'a "b"' } },
      ],
    },
  ])('$format: $source', async ({ format, source, rows }) => {
    expect(await read(source, format)).toEqual(rows);
  });

  test.each([
    { format: 'jsonl' as const, source: '{"id":1}\nbroken\n', message: /^line 2: found a line that is not JSON/ },
    { format: 'csv' as const, source: 'id,text\n1\n', message: /^line 2: found 1 fields, expected 2/ },
    { format: 'csv' as const, source: 'id,text\n1,"open\n', message: /^line 2: found a quotation mark/ },
  ])('one broken record ends the reading: $source', async ({ format, source, message }) => {
    await expect(read(source, format)).rejects.toMatchObject({
      code: 'RECORD_INVALID',
      message: expect.stringMatching(message),
    });
  });
});
