import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '../../../src/evaluate/random.ts';
import { PACKAGE_ROOT } from '../../../src/files.ts';
import { compress } from '../../../src/io/index.ts';

// Worker threads of Node.js 20 do not read TypeScript, so the program is built as users get it.
const MAIN = join(PACKAGE_ROOT, 'dist', 'cli', 'main.js');
beforeAll(() => {
  const tsc = join(PACKAGE_ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  execFileSync(process.execPath, [tsc, '-p', join(PACKAGE_ROOT, 'src')]);
}, 120_000);

const ROWS = 600;
const KILLS = 20;

/** Posts with words of both kinds, and every so often one that is refused. */
function post(index: number): string {
  if (index % 211 === 7) return '';
  return index % 3 === 0 ? `高价收U ${index}，秒到账，加我` : `the weather of day ${index} was fine, "mostly"`;
}

const csv = (delimiter: string) =>
  [
    `id${delimiter}text`,
    ...Array.from({ length: ROWS }, (_, id) => `${id}${delimiter}"${post(id).replaceAll('"', '""')}"`),
  ].join('\n');
const jsonl = (rows = ROWS) =>
  Array.from({ length: rows }, (_, id) => `${JSON.stringify({ id, text: post(id) })}\n`).join('');

function parquet(): Buffer {
  const ids = Array.from({ length: ROWS }, (_, id) => id);
  const columnData = [
    { name: 'id', data: Int32Array.from(ids), type: 'INT32' as const },
    { name: 'text', data: ids.map(post), type: 'STRING' as const },
  ];
  return Buffer.from(parquetWriteBuffer({ columnData, rowGroupSize: 100 }));
}

/** The program in a process of its own. */
function start(folder: string, ...args: string[]) {
  const options = ['--errors', 'errors.jsonl', '--model', 'none', '--workers', '2', '--part-rows', '60', ...args];
  const child = spawn(process.execPath, [MAIN, 'label', 'in/*', '-o', 'out/', ...options], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return { child, closed: once(child, 'close'), said: text(child.stderr) };
}

/** Every file that a run left, with its size and hash. */
async function left(folder: string): Promise<Record<string, string>> {
  const names = [...(await readdir(join(folder, 'out'))).sort().map((name) => `out/${name}`), 'errors.jsonl'];
  const found: Record<string, string> = {};
  for (const name of names) {
    const bytes = await readFile(join(folder, name));
    found[name] = `${bytes.length} bytes, ${createHash('sha256').update(bytes).digest('hex')}`;
  }
  return found;
}

describe('a run that is killed', () => {
  test(`${KILLS} times at any moment, and resumed, leaves the bytes of one that was not`, {
    timeout: 240_000,
  }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'coinscreen-'));
    await mkdir(join(folder, 'in'));
    await writeFile(join(folder, 'in/a.jsonl.gz'), gzipSync(jsonl()));
    await writeFile(join(folder, 'in/b.csv'), csv(','));
    await writeFile(join(folder, 'in/c.parquet'), parquet());
    await writeFile(join(folder, 'in/d.tsv.zst'), await compress(Buffer.from(csv('\t')), 'zstd'));
    const whole = start(folder);
    const begun = performance.now();
    expect(await whole.closed, await whole.said).toEqual([3, null]);
    const duration = performance.now() - begun;
    const expected = await left(folder);
    expect(Object.keys(expected)).toEqual([
      'out/a.jsonl.gz',
      'out/b.csv',
      'out/c.parquet',
      'out/d.tsv.zst',
      'errors.jsonl',
    ]);

    const random = createRandom(7);
    let kills = 0;
    let finished = 0;
    while (kills < KILLS || finished === 0) {
      const { child, closed, said } = start(folder, '--resume');
      const timer = setTimeout(() => child.kill('SIGKILL'), kills < KILLS ? random(Math.ceil(duration)) : 2 ** 30);
      const [code, signal] = await closed;
      clearTimeout(timer);
      if (signal === 'SIGKILL') {
        kills += 1;
        continue;
      }
      expect(code, await said).toBe(3);
      expect(await left(folder)).toEqual(expected);
      finished += 1;
      await rm(join(folder, 'out'), { recursive: true });
      await rm(join(folder, 'errors.jsonl'));
    }
  });
});

/** Runs the program and gives back what it wrote and how it ended. */
async function program(args: string[], stdin = '') {
  const child = spawn(process.execPath, [MAIN, 'label', ...args, '--model', 'none']);
  child.stdin.on('error', () => {});
  child.stdin.end(stdin);
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { stdout, stderr, code };
}

describe('a run in a process', { timeout: 60_000 }, () => {
  test('with 1 and with 3 workers writes the same bytes', async () => {
    const one = await program(['-', '--workers', '1'], jsonl());
    const three = await program(['-', '--workers', '3'], jsonl());
    expect(one.code).toBe(3);
    expect(one.stdout.split('\n')).toHaveLength(ROWS + 1);
    expect(three.stdout).toBe(one.stdout);
  });

  test('hears of an option that a worker refuses', async () => {
    const { code, stderr } = await program(['-', '--policy', 'nowhere'], '');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^coinscreen: POLICY_NOT_FOUND: /);
  });

  test('that meets a full disk says so', async () => {
    const { code, stderr } = await program(['-', '-o', '/dev/full', '--format', 'jsonl'], jsonl());
    expect(code).toBe(1);
    expect(stderr).toMatch(/OUTPUT_UNWRITABLE: cannot write \/dev\/full: the disk is full \(ENOSPC\)/);
  });

  test('whose reader goes away ends quietly', async () => {
    const child = spawn(process.execPath, [MAIN, 'label', '-', '--model', 'none']);
    child.stdin.on('error', () => {});
    child.stdin.end(jsonl());
    child.stdout.once('data', () => child.stdout.destroy());
    const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'close')]);
    expect({ said, code }).toEqual({ said: '', code: 141 });
  });

  test('answers a line before the next one comes', async () => {
    const child = spawn(process.execPath, [MAIN, 'label', '-', '--model', 'none', '--workers', '1']);
    for (const id of [1, 2, 3]) {
      child.stdin.write(`${JSON.stringify({ id, text: 'usdt' })}\n`);
      const [line] = await once(child.stdout, 'data');
      expect(JSON.parse(line)).toMatchObject({ id });
    }
    child.stdin.end();
    expect(await once(child, 'close')).toEqual([0, null]);
  });
});
