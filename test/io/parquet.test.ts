import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects, type SchemaElement } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, test } from 'vitest';
import { openParquet } from '../../src/io/parquet.ts';
import { run } from '../cli/fake-io.ts';
import { fakeResult } from './fake-result.ts';
import { collect } from './read.ts';

const folder = await mkdtemp(join(tmpdir(), 'coinscreen-'));
const place = (name: string) => join(folder, name);

const OPTIONAL = { repetition_type: 'OPTIONAL' } as const;
const TEXT = { type: 'BYTE_ARRAY', converted_type: 'UTF8', ...OPTIONAL } as const;
const SCHEMA: SchemaElement[] = [
  { name: 'schema', num_children: 6 },
  { name: 'id', type: 'INT64', repetition_type: 'REQUIRED' },
  { name: 'text', ...TEXT },
  { name: 'posted', type: 'INT64', converted_type: 'TIMESTAMP_MICROS', ...OPTIONAL },
  { name: 'price', type: 'FIXED_LEN_BYTE_ARRAY', type_length: 4, ...OPTIONAL },
  { name: 'user', num_children: 2, ...OPTIONAL },
  { name: 'name', ...TEXT },
  { name: 'tags', num_children: 1, converted_type: 'LIST', ...OPTIONAL },
  { name: 'list', num_children: 1, repetition_type: 'REPEATED' },
  { name: 'element', ...TEXT },
  { name: 'verdict', ...TEXT },
];
const TEXTS = ['usdt now', null, '', ...Array.from({ length: 30 }, (_, index) => `post ${index} 币`)];

async function writeInput(name: string, codec: 'SNAPPY' | 'UNCOMPRESSED', rowGroupSize: number): Promise<void> {
  const columnData = [
    { name: 'id', data: TEXTS.map((_, index) => 9007199254740993n + BigInt(index)) },
    { name: 'text', data: TEXTS },
    {
      name: 'posted',
      data: TEXTS.map((_, index) => (index % 4 === 0 ? null : 1_700_000_000_000_001n + BigInt(index))),
    },
    { name: 'price', data: TEXTS.map((_, index) => Uint8Array.of(index, 0, 255, 7)) },
    { name: 'user', data: TEXTS.map((_, index) => ({ name: `u${index}`, tags: index % 3 ? ['a', null, '币'] : [] })) },
    { name: 'verdict', data: TEXTS.map(() => 'old') },
  ];
  const file = parquetWriteBuffer({ columnData, schema: SCHEMA, codec, rowGroupSize });
  await writeFile(place(name), Buffer.from(file));
}

/** Raw physical values: what a reader makes of types is not of interest here. */
async function rowsOf(name: string): Promise<Record<string, unknown>[]> {
  return parquetReadObjects({ file: await asyncBufferFromFile(place(name)) });
}

describe('a Parquet file', () => {
  test.each([
    ['SNAPPY', 1000],
    ['SNAPPY', 7],
    ['UNCOMPRESSED', 11],
  ] as const)('packed with %s in groups of %i keeps its columns and gains the flat ones', async (codec, groupRows) => {
    await writeInput('a.parquet', codec, groupRows);
    expect((await run(['label', place('a.parquet'), '-o', place('b.parquet')])).code).toBe(3);
    const [before, after] = [await rowsOf('a.parquet'), await rowsOf('b.parquet')];
    expect(after).toHaveLength(TEXTS.length);
    for (const [index, row] of after.entries()) {
      const { verdict: _, ...own } = before[index]!;
      expect(row).toMatchObject(own);
    }
    const { scores, versions } = fakeResult('usdt now');
    expect(after[0]).toMatchObject({
      verdict: 'block',
      labels: ['trading_channel'],
      crypto_related: true,
      score_trading_channel: scores.trading_channel,
      language: 'en',
      evidence: ['usdt'],
      model_version: versions.model,
      refused: null,
    });
    expect(after[1]).toMatchObject({ verdict: null, crypto_related: null, refused: 'TEXT_NOT_STRING' });
    expect(after[2]).toMatchObject({ verdict: null, score_issuance: null, refused: 'TEXT_EMPTY' });
    expect(after[3]).toMatchObject({ verdict: 'pass', labels: [], evidence: [], refused: null });
  });

  test('keeps the schema of its columns and its row groups', async () => {
    await writeInput('a.parquet', 'SNAPPY', 7);
    await run(['label', place('a.parquet'), '-o', place('b.parquet')]);
    const metadata = await parquetMetadataAsync(await asyncBufferFromFile(place('b.parquet')));
    expect(metadata.schema.slice(1, 10)).toMatchObject(SCHEMA.slice(1, 10));
    expect(metadata.row_groups.map(({ num_rows }) => Number(num_rows))).toEqual([7, 7, 7, 7, 5]);
    expect(metadata.schema.filter(({ name }) => name === 'verdict')).toHaveLength(1);
  });

  test('may be empty, and its own output', async () => {
    const columnData = [{ name: 'text', data: [], type: 'STRING' as const }];
    await writeFile(place('c.parquet'), Buffer.from(parquetWriteBuffer({ columnData })));
    expect((await run(['label', place('c.parquet'), '-o', place('c.parquet')])).code).toBe(0);
    expect(await rowsOf('c.parquet')).toEqual([]);
  });

  test('gives the texts of a row group in slices that meet', async () => {
    const texts = Array.from({ length: 25_000 }, (_, index) => `post ${index}`);
    const columnData = [{ name: 'text', data: texts, type: 'STRING' as const }];
    const file = parquetWriteBuffer({ columnData, rowGroupSize: 24_000, pageSize: 10_000 });
    await writeFile(place('d.parquet'), Buffer.from(file));
    const parquet = await openParquet(place('d.parquet'), 'text');
    const slices = [...(await collect(parquet.texts(0))), ...(await collect(parquet.texts(1)))];
    await parquet.close();
    expect(slices.map((slice) => slice.length)).toEqual([10_000, 10_000, 4000, 1000]);
    expect(slices.flat()).toEqual(texts);
  });
});

describe('is refused', () => {
  test.each([
    ['no such column', ['--text-field', 'body'], 'RECORD_FIELD_MISSING: found the columns "id", "text"'],
    ['a column of numbers', ['--text-field', 'id'], 'RECORD_FIELD_MISSING: found the column "id" of type INT64'],
    ['a nested column', ['--text-field', 'user'], 'found the column "user" of type group'],
  ])('%s', async (_, args, message) => {
    await writeInput('a.parquet', 'SNAPPY', 7);
    const { code, stderr } = await run(['label', place('a.parquet'), '-o', place('x.parquet'), ...args]);
    expect(code).toBe(1);
    expect(stderr).toContain(message);
  });

  test('a file that was cut off', async () => {
    await writeInput('a.parquet', 'SNAPPY', 7);
    const whole = await readFile(place('a.parquet'));
    await writeFile(place('cut.parquet'), whole.subarray(0, whole.length >> 1));
    const { code, stderr } = await run(['label', place('cut.parquet'), '-o', place('x.parquet')]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^coinscreen: INPUT_UNREADABLE: cannot read .*cut.parquet as Parquet/);
  });
});
