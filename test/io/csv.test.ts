import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCsv } from '../../src/io/csv.ts';
import { FLAT_COLUMNS, flatCells } from '../../src/io/flat-columns.ts';
import { fakeResult } from './fake-result.ts';
import { bytesOf, readAll } from './read.ts';

const read = async (source: string | Uint8Array, field = 'text') =>
  readAll(await readCsv(bytesOf(source), field, ','), 'csv');

describe('rows that are labelled', () => {
  test('keep their columns and gain the flat ones', async () => {
    const { output } = await read('id,text\n7,"sell USDT, now"\n');
    expect(output).toBe(
      'id,text,verdict,labels,crypto_related,score_issuance,score_trading_channel,score_pricing_service,' +
        'score_nft_secondary_trading,score_crypto_related,language,evidence,model_version,lexicon_version,policy_version\n' +
        '7,"sell USDT, now",block,trading_channel,true,0.01,0.9,0.01,0.01,0.95,en,usdt,m,l,p\n',
    );
  });

  test.each([
    ['commas, quotes and line breaks', 'text,note\n"a,""b""\r\nc\n","x"\n', 'a,"b"\r\nc\n'],
    ['Windows line breaks', 'text,note\r\na,x\r\n', 'a'],
    ['mixed line breaks', 'text,note\r\na,x\n', 'a'],
    ['no line break at the end', 'text,note\na,x', 'a'],
    ['a byte order mark', '\uFEFFtext,note\na,x\n', 'a'],
    ['a byte order mark before a quoted column', '\uFEFF"text",note\na,x\n', 'a'],
    ['quotation marks inside a bare field', 'text,note\nsay "a",x\n', 'say "a"'],
    ['a blank line', 'text,note\n\na,x\n', 'a'],
    ['a lone carriage return', 'text,note\n"a\rb",x\n', 'a\rb'],
  ])('survive %s', async (_, source, text) => {
    const { rows, refusals, output } = await read(source);
    expect(rows.map((row) => row.text)).toEqual([text]);
    expect(refusals).toEqual([]);
    expect(parse(output, { bom: true, columns: true, record_delimiter: '\n' })).toMatchObject([{ text, note: 'x' }]);
    expect(output.startsWith('\uFEFF')).toBe(source.startsWith('\uFEFF'));
  });

  test('any fields come back as they went in', async () => {
    const field = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', ' ', '币'), minLength: 0 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(field, field), { maxLength: 4 }), async (records) => {
        const quote = (value: string) => `"${value.replaceAll('"', '""')}"`;
        const source = ['a,text,b', ...records.map(([a, b]) => `${quote(a)},x,${quote(b)}`)].join('\n');
        const [, ...rows] = parse((await read(source)).output, { record_delimiter: '\n' });
        expect(rows).toEqual(records.map(([a, b]) => [a, 'x', b, ...flatCells(fakeResult('x'))]));
      }),
    );
  });

  test('have the columns of an earlier result replaced', async () => {
    const { output } = await read('verdict,text,labels\nold,a,old\n');
    expect(parse(output)[0]).toEqual(['text', ...FLAT_COLUMNS.map(({ name }) => name)]);
    expect(output).not.toContain('old');
  });

  test('report the line on which they begin', async () => {
    const { rows } = await read('text,note\r\n"a\r\n\r\nb",x\r\n\r\nc,y\r\n');
    expect(rows.map((row) => row.line)).toEqual([2, 6]);
  });
});

describe('rows that are refused', () => {
  test.each([
    ['too few fields', 'secret', 'RECORD_INVALID'],
    ['too many fields', 'secret,x,y', 'RECORD_INVALID'],
    ['an empty text', ',x', 'TEXT_EMPTY'],
  ])('%s', async (_, line, code) => {
    const { rows, refusals } = await read(`text,note\na,x\n${line}\nb,x\n`);
    expect(rows.map((row) => row.line)).toEqual([2, 4]);
    expect(refusals).toEqual([{ line: 3, code, message: expect.not.stringContaining('secret') }]);
  });

  test('an empty line is an empty post where the text is the only column', async () => {
    expect((await read('text\na\n\nb\n')).refusals).toMatchObject([{ line: 3, code: 'TEXT_EMPTY' }]);
  });

  test('a quotation mark that is never closed says how much it swallowed', async () => {
    const { rows, refusals } = await read('text,note\na,x\n"b,x\nc,x\n');
    expect(rows.map((row) => row.text)).toEqual(['a']);
    expect(refusals).toMatchObject([{ line: 3, message: expect.stringContaining('lines 3 to 4 were not read') }]);
  });

  test('bytes that are not UTF-8 cost one row', async () => {
    const source = Buffer.concat([Buffer.from('text\na\n'), Buffer.from([0xb1, 0xd2, 0x0a]), Buffer.from('b\n')]);
    const { rows, refusals } = await read(source);
    expect(rows.map((row) => row.text)).toEqual(['a', 'b']);
    expect(refusals).toMatchObject([{ line: 3, code: 'RECORD_INVALID' }]);
  });
});

test('any text under a header is read, whatever its quotes', async () => {
  const text = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r'), maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(text, async (body) => {
      const { rows, refusals } = await read(`text,note\n${body}`);
      expect(rows.length + refusals.length).toBeLessThanOrEqual(body.split('\n').length);
    }),
  );
});

describe('files that are refused', () => {
  test.each([
    ['no such column', 'id,body\n1,a\n', 'RECORD_FIELD_MISSING', 'found the columns "id", "body"'],
    ['nothing in it', '', 'RECORD_FIELD_MISSING', 'found the columns ""'],
    ['a header that is not UTF-8', Buffer.from([0xb1, 0xd2, 0x0a]), 'INPUT_UNREADABLE', 'not UTF-8'],
  ])('%s', async (_, source, code, message) => {
    await expect(read(source)).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
  });
});
