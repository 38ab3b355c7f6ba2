import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadPolicy, policyPath, withThresholds } from '../../src/policy/index.ts';
import { run } from './fake-io.ts';

let folder: string;
let gold: string;
let policy: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'coinscreen-'));
  gold = join(folder, 'gold.jsonl');
  policy = join(folder, 'policy.json');
  const rows = Array.from({ length: 80 }, (_, index) => ({
    id: String(index),
    text: index % 2 ? `usdt ${index}` : `lunch ${index}`,
    labels: index % 2 ? ['trading_channel'] : [],
    crypto_related: index % 2 === 1,
  }));
  await writeFile(gold, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
});
afterEach(() => rm(folder, { recursive: true }));

const tune = (args: string[]) => run(['tune', gold, '-o', policy, '--rounds', '20', ...args]);

test('writes a policy that can be used, with what it reaches', async () => {
  const { code, stderr } = await tune(['--target', 'precision=0.95', '--label', 'trading_channel']);
  expect(code).toBe(0);
  expect(stderr).toMatch(/^trading_channel +0\.9000 +40 +1\.0000 \[1\.0000, 1\.0000\]/m);
  const [written, base] = [loadPolicy(policy), loadPolicy(policyPath())];
  expect(written.labels.trading_channel).toMatchObject({
    review: base.labels.trading_channel.review,
    threshold: 0.9,
    block: 0.9,
  });
  expect(written.labels.issuance).toEqual(base.labels.issuance);
  expect(written.version).toMatch(/^2-tuned-[0-9a-f]{8}$/);
  expect(JSON.parse(await readFile(policy, 'utf8')).tuning).toMatchObject({
    target: { kind: 'precision', limit: 0.95 },
    system: { kind: 'coinscreen' },
    gold: { file: 'gold.jsonl' },
    labels: [{ label: 'trading_channel', positives: 40 }],
  });
});

test('writes nothing when a label has too few rows, and says so', async () => {
  const { code, stderr } = await tune(['--target', 'f1']);
  expect(code).toBe(1);
  expect(stderr).toContain('NOT WRITTEN');
  expect(stderr).toContain('  issuance: found 0 positives, expected at least 30\n');
  expect(stderr).toMatch(/^crypto_related +0\.9500/m);
  expect(await readdir(folder)).toEqual(['gold.jsonl']);
});

test.each([
  { args: [], message: 'found no target' },
  { args: ['--target', 'recall=1'], message: 'found --target recall=1' },
  { args: ['--target', 'precision=95'], message: 'the number 0-1' },
  { args: ['--target', 'f1', '--label', 'ico'], message: 'found --label ico' },
])('$args is wrong usage', async ({ args, message }) => {
  const { code, stderr } = await tune(args);
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) });
});

test('review and block give way to a threshold that passes them, and no block stays none', () => {
  const base = loadPolicy(policyPath());
  const tuned = withThresholds(
    base,
    new Map([
      ['issuance', 0.1],
      ['nft_secondary_trading', 0.97],
      ['crypto_related', 0.4],
    ]),
    '2',
  );
  expect(tuned.labels.issuance).toMatchObject({ review: 0.1, threshold: 0.1, block: base.labels.issuance.block });
  expect(tuned.labels.nft_secondary_trading).toMatchObject({ threshold: 0.97, block: null });
  expect(tuned).toMatchObject({ cryptoRelated: 0.4, version: '2', name: base.name });
});
