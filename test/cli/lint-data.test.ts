import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { run } from './fake-io.ts';

let folder: string;
let gold: string;
let other: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'coinscreen-'));
  [gold, other] = [join(folder, 'gold.jsonl'), join(folder, 'other.csv')];
  const rows = [
    { id: 'a', text: 'selling usdt today', labels: ['trading_channel'] },
    { id: 'b', text: 'Selling USDT today!', labels: [], uncertain: true },
    { id: 'c', text: 'lunch?', labels: [] },
    { id: 'c', text: '', labels: [] },
    { id: 'd', text: 'usdt for euros', labels: ['trading_channel'] },
  ];
  await writeFile(gold, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  await writeFile(other, 'id,text,labels\nz,Lunch ?,\n');
});
afterEach(() => rm(folder, { recursive: true }));

test('shows what is wrong, without a word of the texts', async () => {
  const { code, stdout, stderr } = await run(['lint-data', gold, other]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatchInlineSnapshot(`
    "5 rows
         1  rows without text: c
         0  rows with an overlong text
         1  ids on more than one row: c
         1  rows that copy another: a = b
         0  rows that nearly copy another
         1  groups of copies with different labels: a = b
         0  groups of copies on both sides of a split
         1  rows with a copy in the other file: c = z
         1  labels that the system sees otherwise, with confidence: b lacks trading_channel at 0.900

    labels           rows
    none                3
    trading_channel     2

    together               issuance  trading_channel  pricing_service  nft_secondary_trading  crypto_related
    issuance                      0                0                0                      0               0
    trading_channel               0                2                0                      0               0
    pricing_service               0                0                0                      0               0
    nft_secondary_trading         0                0                0                      0               0
    crypto_related                0                0                0                      0               0
    "
  `);
});

test('writes everything as JSON and fails above a bound', async () => {
  const { code, stdout } = await run(['lint-data', gold, other, '--json', '-', '--max', 'leaks=0', '--max', 'empty=1']);
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    leaks: [{ ids: ['c'], otherIds: ['z'] }],
    labelErrors: [{ id: 'b', label: 'trading_channel', given: false, score: 0.9 }],
    exceeded: [{ finding: 'leaks', limit: 0 }],
  });
  expect(stdout).not.toContain('lunch');
});

test.each([
  { args: ['gold.jsonl', 'a.jsonl', 'b.jsonl'], message: 'expected one OTHER' },
  { args: [], message: 'expected one GOLD' },
  { args: ['gold.jsonl', '--max', 'errors=0'], message: 'found --max errors' },
])('$args is wrong usage', async ({ args, message }) => {
  const { code, stderr } = await run(['lint-data', ...args]);
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) });
});
