import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { run } from '../fake-io.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'coinscreen-'));
  await mkdir(join(folder, 'posts'));
  await writeFile(join(folder, 'posts/b.jsonl'), '{"text":"usdt"}\nbroken\n');
  await writeFile(join(folder, 'posts/a.csv'), 'text\nhello\n');
  await writeFile(join(folder, 'posts/c.tsv'), 'text\tnote\n"us""dt"\t1, 2\n');
});
const place = (name: string) => join(folder, name);

describe('several inputs', () => {
  test('go into a folder that is made, under their names, and refusals name theirs', async () => {
    const { code, stderr } = await run(['label', place('posts/*'), '-o', place('out/'), '--errors', place('e.jsonl')]);
    expect(code).toBe(3);
    expect(stderr).toContain('labelled 3: block 1, review 0, pass 2');
    expect((await readdir(place('out'))).sort()).toEqual(['a.csv', 'b.jsonl', 'c.tsv']);
    expect(JSON.parse(await readFile(place('e.jsonl'), 'utf8'))).toMatchObject({
      input: place('posts/b.jsonl'),
      line: 2,
    });
    expect((await readFile(place('out/c.tsv'), 'utf8')).split('\n')[1]).toMatch(/^"us""dt"\t1, 2\tpass\t\tfalse\t/);
  });

  test('may be named, and one goes into a folder too', async () => {
    await run(['label', place('posts/a.csv'), place('posts/b.jsonl'), '-o', place('out/')]);
    await run(['label', place('posts/c.tsv'), '-o', place('out')]);
    expect((await readdir(place('out'))).sort()).toEqual(['a.csv', 'b.jsonl', 'c.tsv']);
  });
});

describe('are refused', () => {
  test.each([
    ['several inputs into a file', ['posts/*', '-o', 'out.jsonl'], 2, 'found 3 inputs and the output'],
    ['a pattern of nothing', ['posts/*.parquet', '-o', 'out/'], 1, 'found no file like'],
    ['a stream beside files', ['-', 'posts/a.csv', '-o', 'out/'], 2, 'expected files, or - alone'],
    ['a stream into a folder', ['-', '-o', 'posts'], 2, 'found a folder as the output of a stream'],
    ['two inputs of one name', ['posts/a.csv', 'posts/../posts/a.csv', '-o', 'out/'], 2, 'found two inputs'],
    ['Parquet as a stream', ['-', '--format', 'parquet'], 2, 'found Parquet as a stream'],
    ['packed Parquet', ['posts/a.parquet.gz', '-o', 'b.parquet.gz', '--format', 'parquet'], 2, 'a packed Parquet file'],
    ['a stream to resume', ['-', '--resume'], 2, 'found --resume with a stream'],
    ['no rows in a part', ['posts/a.csv', '-o', 'b.csv', '--part-rows', '0'], 2, 'expected a whole number 1-1000000'],
    ['no workers', ['posts/a.csv', '-o', 'b.csv', '--workers', '0'], 2, 'expected a whole number'],
  ])('%s', async (_, args, exitCode, message) => {
    const places = args.map((arg) => (/^(posts|out|b\.)/.test(arg) ? place(arg) : arg));
    const { code, stderr } = await run(['label', ...places]);
    expect(stderr).toContain(message);
    expect(code).toBe(exitCode);
  });
});

describe('a pipe', () => {
  test('gets one line for every line, in order', async () => {
    const { code, stdout } = await run(['label', '-'], {
      stdin: '{"text":"usdt"}\nbroken\n{"text":""}\n{"text":"hi"}\n',
    });
    expect(code).toBe(3);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toMatchObject([
      { text: 'usdt', result: { verdict: 'block' } },
      { error: { line: 2, code: 'RECORD_INVALID' } },
      { error: { line: 3, code: 'TEXT_EMPTY' } },
      { text: 'hi', result: { verdict: 'pass' } },
    ]);
    expect(stdout).not.toContain('broken');
  });

  test('leaves refused lines out when a file takes them', async () => {
    const { stdout } = await run(['label', '-', '--errors', place('e.jsonl')], { stdin: 'broken\n{"text":"hi"}\n' });
    expect(stdout.trim().split('\n')).toHaveLength(1);
  });

  test('can be packed into a file', async () => {
    const { code } = await run(['label', '-', '-o', place('x.jsonl.zst')], { stdin: '{"text":"usdt"}\n' });
    expect(code).toBe(0);
    await run(['label', place('x.jsonl.zst'), '-o', place('y.jsonl')]);
    expect(JSON.parse(await readFile(place('y.jsonl'), 'utf8'))).toMatchObject({
      text: 'usdt',
      result: { verdict: 'block' },
    });
  });
});
