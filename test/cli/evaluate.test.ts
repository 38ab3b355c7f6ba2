import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EvaluationDocument } from '../../src/cli/evaluate.ts';
import { run } from './fake-io.ts';

let folder: string;
let gold: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'coinscreen-'));
  gold = await file('gold.jsonl', jsonl(GOLD));
});
afterEach(() => rm(folder, { recursive: true }));

const GOLD = [
  { id: 'a', text: 'selling usdt', lang: 'en', labels: ['trading_channel'], crypto_related: true, split: 'test' },
  { id: 'b', text: '出 USDT', lang: 'zh', labels: ['trading_channel'], crypto_related: true, split: 'test' },
  { id: 'c', text: 'usdt explained', lang: 'en', labels: [], crypto_related: true, split: 'test' },
  { id: 'd', text: 'lunch?', lang: 'en', labels: [], crypto_related: false, split: 'test' },
  { id: 'e', text: 'usdt?', lang: 'en', labels: [], crypto_related: true, uncertain: true, split: 'test' },
  { id: 'f', text: 'usdt', lang: 'en', labels: [], crypto_related: true, split: 'train' },
];

const jsonl = (records: object[]): string => records.map((record) => `${JSON.stringify(record)}\n`).join('');

async function file(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function evaluated(args: string[]): Promise<EvaluationDocument> {
  const { code, stdout, stderr } = await run(['evaluate', gold, '--json', '-', '--rounds', '20', ...args]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

describe('evaluate', () => {
  test('labels the file itself and shows a table', async () => {
    const { code, stdout, stderr, classifierOptions } = await run([
      ...['evaluate', gold, '--model', 'none', '--where', 'split=test', '--slice', 'lang', '--rounds', '20'],
    ]);
    expect({ code, stderr, classifierOptions }).toEqual({ code: 0, stderr: '', classifierOptions: [{ model: false }] });
    expect(stdout).toMatch(/^4 rows of gold\.jsonl \(left out: 1 by --where, 1 uncertain\)\n/);
    expect(stdout).toMatch(/^fpr +0\.500 \[/m);
    expect(stdout).toMatch(/^trading_channel +2 +3 +0\.667 +1\.000 +0\.800 \[/m);
    expect(stdout).toMatch(/^issuance +0 +0 +– +– +– +–/m);
    expect(stdout).toMatch(/^unlabelled +1 +0 +1$/m);
    expect(stdout).toMatch(/^lang=zh +1 +1\.000/m);
  });

  test('writes everything but texts', async () => {
    const document = await evaluated(['--where', 'split=test']);
    expect(document).toMatchObject({
      format: 'coinscreen-evaluation-1',
      system: { kind: 'coinscreen', versions: { model: 'm' } },
      gold: { file: 'gold.jsonl', leftOut: { filtered: 1, uncertain: 1 }, where: [{ field: 'split', value: 'test' }] },
      resampling: { rounds: 20, seed: 1 },
    });
    expect(document.rows[0]).toMatchObject({
      id: 'a',
      answer: { labels: ['trading_channel'], scores: { issuance: 0.01 } },
    });
    expect(JSON.stringify(document)).not.toContain('selling');
  });

  test('writes a page for people, with texts or without', async () => {
    const report = join(folder, 'report.html');
    for (const [options, texts] of [
      [[], true],
      [['--redact'], false],
    ] as const) {
      const { code, stdout } = await run(['evaluate', gold, '--rounds', '20', '--report', report, ...options]);
      expect({ code, table: stdout.startsWith('5 rows of gold.jsonl') }).toEqual({ code: 0, table: true });
      const page = await readFile(report, 'utf8');
      expect(page).toContain('How well coinscreen labels gold.jsonl');
      expect(page.includes('<mark>usdt</mark> explained')).toBe(texts);
      // The hash of the labelled file, and of the policy that the thresholds are from.
      expect(page.match(/<code>[0-9a-f]{64}<\/code>/g)).toHaveLength(3);
    }
  });

  test('gives the same bytes twice', async () => {
    expect(await evaluated(['--slice', 'length'])).toEqual(await evaluated(['--slice', 'length']));
  });

  test('takes uncertain rows in when asked to', async () => {
    expect((await evaluated([])).rows).toHaveLength(5);
    expect((await evaluated(['--uncertain'])).rows).toHaveLength(6);
  });

  test('conditions on one field and another hold together', async () => {
    const { rows } = await evaluated(['--where', 'split=test', '--where', 'lang=zh']);
    expect(rows.map(({ id }) => id)).toEqual(['b']);
  });

  test('reads predictions in another form, with other names', async () => {
    const rows = ['post,labels', 'a,exchange', 'b,', 'c,rude', 'd,', 'f,'];
    const path = await file('rival.csv', rows.join('\n'));
    const document = await evaluated([
      ...['--predictions', path, '--id-field', 'post', '--map', 'trading_channel=exchange', '--map', 'none=rude'],
    ]);
    expect(document.system).toMatchObject({ kind: 'predictions', file: 'rival.csv' });
    expect(document.evaluation.counts.trading_channel).toMatchObject({ truePositives: 1, falseNegatives: 1 });
    expect(document.evaluation.figures.trading_channel_roc_auc!.value).toBeNull();
    expect(document.evaluation.counts.crypto_related).toBeNull();
  });

  test('reads what coinscreen label wrote, and finds the same', async () => {
    for (const [name, content] of [
      ['gold.jsonl', jsonl(GOLD)],
      ['gold.csv', ['id,text', ...GOLD.map(({ id, text }) => `${id},${text}`), ''].join('\n')],
    ] as const) {
      const [input, output] = [await file(name, content), join(folder, `labelled-${name}`)];
      await run(['label', input, '-o', output]);
      expect((await evaluated(['--predictions', output])).evaluation).toEqual((await evaluated([])).evaluation);
    }
  });

  test('refuses predictions that leave rows out', async () => {
    const path = await file('rival.jsonl', jsonl([{ id: 'a', labels: [] }]));
    const { code, stderr } = await run(['evaluate', gold, '--predictions', path]);
    expect(code).toBe(1);
    expect(stderr).toContain('RECORD_FIELD_MISSING: found no prediction for 4 rows (b, c, d, f)');
  });

  test('rows that cannot be classified are said, and leave the figures alone', async () => {
    const path = await file('empty.jsonl', jsonl([{ id: 'x', text: '', labels: [] }, ...GOLD]));
    const { code, stdout, stderr } = await run(['evaluate', path, '--rounds', '1']);
    expect(code).toBe(3);
    expect(stdout).toMatch(/^5 rows /);
    expect(stderr).toContain('refused 1 rows, which do not enter the figures\n  line 1: TEXT_EMPTY');
  });

  test.each([
    { bounds: ['--min', 'trading_channel_recall=1', '--max', 'fpr=0.7'], code: 0, failed: [] },
    { bounds: ['--max', 'fpr=0.5'], code: 1, failed: ['fpr is 0.667, expected at most 0.5'] },
    {
      bounds: ['--min', 'slice:lang=zh:trading_channel_f1=1', '--min', 'slice:lang=fr:fpr=0', '--min', 'macro_f1=0.99'],
      code: 1,
      failed: ['slice:lang=fr:fpr is –, expected at least 0', 'macro_f1 is 0.667, expected at least 0.99'],
    },
  ])('$bounds ends with $code', async ({ bounds, code, failed }) => {
    const found = await run(['evaluate', gold, '--rounds', '1', ...bounds]);
    expect(found.code).toBe(code);
    const [, list = ''] = found.stdout.split('FAILED\n');
    expect(list.split('\n').flatMap((line) => (line === '' ? [] : [line.trim()]))).toEqual(failed);
  });

  test('compares with an earlier run', async () => {
    const earlier = join(folder, 'earlier.json');
    const rival = await file('rival.jsonl', jsonl(GOLD.map(({ id }) => ({ id, labels: [] }))));
    await run(['evaluate', gold, '--predictions', rival, '--json', earlier]);
    const { code, stdout } = await run(['evaluate', gold, '--compare', earlier, '--rounds', '50']);
    expect(code).toBe(0);
    expect(stdout).toContain('compared over 5 rows\n');
    expect(stdout).toContain('4 labels moved\n  a: trading_channel gained, rightly\n');
    expect(stdout).toContain('  c: trading_channel gained, wrongly\n');
    expect(JSON.parse(await readFile(earlier, 'utf8')).rows).toHaveLength(5);
  });

  test('trains a baseline on other rows than it measures it on', async () => {
    const document = await evaluated([
      ...['--where', 'split=test', '--system', 'ngram', '--train', gold, '--threshold', '0.4'],
    ]);
    expect(document.system).toMatchObject({
      kind: 'baseline',
      name: 'ngram',
      threshold: 0.4,
      sources: [{ file: 'gold.jsonl' }],
      // Row f alone is not in the test split, and row e is uncertain.
      learned: { rows: 1, leftOut: 4 },
    });
    expect(document.rows).toHaveLength(4);
    expect(document.evaluation.verdicts).toBeNull();
  });

  test('a baseline without rows of its own to learn from is refused', async () => {
    const args = ['evaluate', gold, '--where', 'split=test', '--system', 'majority', '--train', gold];
    const { code, stderr } = await run([...args, '--train-where', 'split=test']);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringContaining('found 4 rows to learn from, all of them in GOLD'),
    });
  });

  test('keyword is coinscreen without its model', async () => {
    const { classifierOptions } = await run(['evaluate', gold, '--rounds', '1', '--system', 'keyword']);
    expect(classifierOptions).toEqual([{ model: false }]);
  });

  test.each([
    { args: [], message: 'found 0 arguments, expected one GOLD' },
    { args: ['gold.txt'], message: 'expected a name that ends in .jsonl, .ndjson, .csv, .tsv or .parquet' },
    { args: ['gold.jsonl', '--min', 'makro_f1=1'], message: 'found the figure makro_f1' },
    { args: ['gold.jsonl', '--min', 'macro_f1'], message: 'expected --min NAME=NUMBER' },
    { args: ['gold.jsonl', '--min', 'macro_f1=high'], message: 'expected a number' },
    { args: ['gold.jsonl', '--min', 'lang=zh:macro_f1=1'], message: 'expected slice:FIELD=VALUE:NAME=NUMBER' },
    { args: ['gold.jsonl', '--where', 'split'], message: 'expected --where FIELD=VALUE' },
    { args: ['gold.jsonl', '--predictions', 'p.csv', '--map', 'ico=issuance'], message: 'found --map ico' },
    { args: ['gold.jsonl', '--report', '-'], message: 'found --report -, expected a file' },
    { args: ['gold.jsonl', '--system', 'bert'], message: 'found --system bert, expected hybrid or keyword or model' },
    { args: ['gold.jsonl', '--system', 'ngram'], message: 'without --train' },
    { args: ['gold.jsonl', '--train', 'a.jsonl'], message: 'found --train, which hybrid does not learn from' },
    { args: ['gold.jsonl', '--system', 'model', '--model', 'none'], message: 'found --model none' },
    { args: ['gold.jsonl', '--system', 'keyword', '--predictions', 'p.csv'], message: 'expected one of them' },
    { args: ['gold.jsonl', '--redact'], message: 'found --redact without --report' },
    { args: ['gold.jsonl', '--rounds', 'many'], message: 'found --rounds many' },
  ])('$args is wrong usage', async ({ args, message }) => {
    const { code, stderr } = await run(['evaluate', ...args]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) });
  });

  test.each([
    { name: 'no row is left', args: ['--where', 'split=dev'], message: 'OPTION_INVALID: found no row to evaluate' },
    { name: 'a comparison with another kind of file', args: ['--compare', 'GOLD'], message: 'INPUT_UNREADABLE' },
  ])('$name fails', async ({ args, message }) => {
    const { code, stderr } = await run(['evaluate', gold, ...args.map((arg) => (arg === 'GOLD' ? gold : arg))]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(message) });
  });

  test('a broken row of the labelled file names its line', async () => {
    const path = await file('broken.jsonl', `${jsonl(GOLD)}{"id":`);
    const { code, stderr } = await run(['evaluate', path]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('RECORD_INVALID: line 7: ') });
  });
});
