import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { answersOf } from '../../../src/cli/label/answers.ts';
import { BATCH_ROWS, labelRows, type TextRow } from '../../../src/cli/label/rows.ts';
import { formatDuration } from '../../../src/cli/progress.ts';
import { isRefusal, type Refusal } from '../../../src/io/index.ts';
import { fakeResult } from '../../io/fake-result.ts';
import { fakeClassifier, run } from '../fake-io.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'coinscreen-'));
});
const place = (name: string) => join(folder, name);

async function labelFile(name: string, source: string, ...args: string[]) {
  await writeFile(place(name), source);
  return run(['label', place(name), '-o', place(`out-${name}`), ...args]);
}
const output = (name: string) => readFile(place(`out-${name}`), 'utf8');

const MIXED = '{"id":1,"text":"usdt"}\nbroken\n{"id":2,"text":""}\n{"id":3,"text":"hello"}\n';

describe('a file', () => {
  test('of JSONL is labelled', async () => {
    const { code, stdout, stderr } = await labelFile('a.jsonl', '{"id":1,"text":"usdt"}\n{"id":2,"text":"hello"}\n');
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toMatch(/^2 rows in \d+\.\d s \(\d+ posts a second\)\nlabelled 2: block 1, review 0, pass 1\n$/);
    const rows = (await output('a.jsonl'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows).toEqual([
      { id: 1, text: 'usdt', result: fakeResult('usdt') },
      { id: 2, text: 'hello', result: fakeResult('hello') },
    ]);
  });

  test('of CSV is labelled', async () => {
    expect((await labelFile('a.csv', 'body\nusdt\n', '--text-field', 'body')).code).toBe(0);
    expect(await output('a.csv')).toMatch(/^body,verdict,.*\nusdt,block,/);
  });

  test('of CSV without a row gets its header', async () => {
    expect((await labelFile('a.csv', 'text\n')).code).toBe(0);
    expect(await output('a.csv')).toMatch(/^text,verdict,.*\n$/);
  });

  test('may be its own output', async () => {
    await writeFile(place('a.jsonl'), '{"text":"usdt"}\n');
    expect((await run(['label', place('a.jsonl'), '-o', place('a.jsonl')])).code).toBe(0);
    expect(JSON.parse(await readFile(place('a.jsonl'), 'utf8')).result.verdict).toBe('block');
  });
});

describe('standard input and output', () => {
  test('carry JSONL', async () => {
    const { code, stdout } = await run(['label', '-', '-o', '-'], { stdin: '{"text":"usdt"}\n' });
    expect(code).toBe(0);
    expect(JSON.parse(stdout).result.verdict).toBe('block');
  });

  test('carry CSV when told, or when the other side is a CSV file', async () => {
    const stdin = 'text\nusdt\n';
    const { stdout } = await run(['label', '-', '-o', '-', '--format', 'csv'], { stdin });
    expect(stdout).toMatch(/^text,verdict,/);
    await run(['label', '-', '-o', place('b.csv')], { stdin });
    expect(await readFile(place('b.csv'), 'utf8')).toBe(stdout);
  });
});

describe('refused rows', () => {
  test('are counted and shown, the others labelled', async () => {
    const { code, stderr } = await labelFile('a.jsonl', MIXED);
    expect(code).toBe(3);
    expect(stderr).toContain('refused 2: RECORD_INVALID 1, TEXT_EMPTY 1\n  line 2: RECORD_INVALID: ');
    expect((await output('a.jsonl')).match(/"id":\d/g)).toEqual(['"id":1', '"id":3']);
  });

  test('go to the errors file', async () => {
    const { code, stderr } = await labelFile('a.jsonl', MIXED, '--errors', place('errors.jsonl'));
    expect(code).toBe(3);
    expect(stderr).toContain(`see ${place('errors.jsonl')}`);
    const errors = (await readFile(place('errors.jsonl'), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(errors).toEqual([
      { line: 2, code: 'RECORD_INVALID', message: expect.any(String) },
      { line: 3, code: 'TEXT_EMPTY', message: expect.any(String) },
    ]);
  });

  test('beyond five are only counted', async () => {
    const { stderr } = await labelFile('a.jsonl', 'broken\n'.repeat(200));
    expect(stderr.match(/ {2}line \d+:/g)).toHaveLength(5);
    expect(stderr).toContain('and 195 more; --errors FILE lists them all');
  });
});

describe('a run that fails', () => {
  test('leaves the output as it was, and nothing beside it', async () => {
    await writeFile(place('out-a.csv'), 'old');
    const { code, stderr } = await labelFile('a.csv', 'id,body\n1,a\n', '--errors', place('errors.jsonl'));
    expect(code).toBe(1);
    expect(stderr).toMatch(/^coinscreen: RECORD_FIELD_MISSING: found the columns "id", "body"/);
    expect(await output('a.csv')).toBe('old');
    expect((await readdir(folder)).sort()).toEqual(['a.csv', 'out-a.csv']);
  });

  test.each([
    ['INPUT_UNREADABLE', 'missing.csv', 'b.csv'],
    ['OUTPUT_UNWRITABLE', 'a.csv', 'missing/b.csv'],
  ])('%s', async (code, from, to) => {
    await writeFile(place('a.csv'), 'text\na\n');
    const { code: exitCode, stderr } = await run(['label', place(from), '-o', place(to)]);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(new RegExp(`^coinscreen: ${code}: cannot .*ENOENT`));
  });

  test('an interruption stops between batches and leaves nothing', async () => {
    await writeFile(place('a.jsonl'), '{"text":"a"}\n');
    const { code } = await run(['label', place('a.jsonl'), '-o', place('b.jsonl')], { signal: AbortSignal.abort() });
    expect(code).toBe(130);
    expect(await readdir(folder)).toEqual(['a.jsonl']);
  });
});

test('a terminal gets a progress bar', async () => {
  await writeFile(place('a.jsonl'), '{"text":"a"}\n');
  const { stderr } = await run(['label', place('a.jsonl'), '-o', place('b.jsonl')], { terminal: true });
  expect(stderr).toMatch(/0%, 0 rows, 0\/s, \? left/);
  expect(stderr).toMatch(/100%, 1 rows, \d+\/s, 0 s left/);
});

test.each([
  [0.4, '0 s'],
  [59.6, '1 min 0 s'],
  [200, '3 min 20 s'],
  [7505, '2 h 5 min'],
])('%d seconds are %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});

test('20,000 rows keep their order while few are held', async () => {
  const total = 20_000;
  let read = 0;
  let written = 0;
  let mostHeld = 0;
  async function* rows(): AsyncGenerator<TextRow | Refusal> {
    for (let line = 1; line <= total; line += 1) {
      read += 1;
      mostHeld = Math.max(mostHeld, read - written);
      if (line % 97 === 0) yield { line, code: 'RECORD_INVALID', message: '' };
      else yield { line, text: String(line) };
    }
  }
  const lines: number[] = [];
  const window = 4;
  const options = { answerTexts: answersOf(fakeClassifier()), format: 'jsonl', window, hurry: false } as const;
  for await (const { items } of labelRows(rows(), options)) {
    lines.push(...items.flatMap((item) => (isRefusal(item) ? [] : [item.row.line])));
    written += items.length;
  }
  expect(written).toBe(total);
  expect(lines).toEqual(Array.from({ length: total }, (_, index) => index + 1).filter((line) => line % 97 !== 0));
  expect(mostHeld).toBeLessThanOrEqual(BATCH_ROWS * (window + 2));
});
