import { parquetWriteBuffer } from 'hyparquet-writer';
import { expect, test } from 'vitest';
import { readRecords } from '../../src/io/index.ts';

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(bytes: Uint8Array) {
  const rows = [];
  for await (const row of readRecords(inPieces(bytes, 100), 'parquet')) rows.push(row);
  return rows;
}

const FILE = new Uint8Array(
  parquetWriteBuffer({
    columnData: [
      { name: 'id', data: [1n, 9_007_199_254_740_993n, null], type: 'INT64' },
      { name: 'text', data: ['收u', 'gm', ''], type: 'STRING' },
      { name: 'labels', data: [['trading_channel'], [], []], type: 'JSON' },
      { name: 'crypto_related', data: [true, true, false], type: 'BOOLEAN' },
      { name: 'score_issuance', data: [0.25, 0.5, 0.75], type: 'DOUBLE' },
      { name: 'date', data: [new Date('2026-01-02T03:04:05Z'), null, null], type: 'TIMESTAMP' },
    ],
  }),
);

test('rows of a Parquet file are read as JSON has them, numbered from 1, without what is empty', async () => {
  expect(await read(FILE)).toEqual([
    {
      line: 1,
      fields: {
        id: 1,
        text: '收u',
        labels: ['trading_channel'],
        crypto_related: true,
        score_issuance: 0.25,
        date: '2026-01-02T03:04:05.000Z',
      },
    },
    {
      line: 2,
      fields: { id: '9007199254740993', text: 'gm', labels: [], crypto_related: true, score_issuance: 0.5 },
    },
    { line: 3, fields: { text: '', labels: [], crypto_related: false, score_issuance: 0.75 } },
  ]);
});

test.each([
  ['cut', FILE.subarray(0, FILE.length - 20)],
  ['of another kind', new TextEncoder().encode('{"text":"a"}\n')],
])('a file that is %s is refused', async (_, bytes) => {
  await expect(read(bytes)).rejects.toMatchObject({ code: 'INPUT_UNREADABLE' });
});
