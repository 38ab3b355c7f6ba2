import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PACKAGE_ROOT } from '../../src/files.ts';
import { type Started, startServe } from './start.ts';

const KEY = 'a-key-of-more-than-16-characters';
const PYTHON = process.env.COINSCREEN_PYTHON ?? 'python3';
const WRITTEN_URL = 'http://127.0.0.1:8080';
/** Scores differ a little between processors, and a page rounds them. */
const TOLERANCE = 0.05;

const PROGRAMS = {
  sh: { command: 'sh', needs: ['sh', '-c', 'command -v curl'], file: 'run.sh' },
  ts: { command: process.execPath, needs: null, file: 'run.mts' },
  python: { command: PYTHON, needs: [PYTHON, '-c', 'import openai'], file: 'run.py' },
} as const;

/** Blocks of code that are followed by their output. */
const page = readFileSync(join(PACKAGE_ROOT, 'docs/service.md'), 'utf8');
const blocks = [...page.matchAll(/```(sh|ts|python)\n([^`]+)```\n\n```(json|text)\n([^`]+)```/g)].map(
  ([, language, code, kind, output]) => ({
    language: language as keyof typeof PROGRAMS,
    code: code!,
    kind,
    output: output!,
  }),
);

/** What was written, as a pattern for what comes out: `…` for anything, numbers within the tolerance. */
function patternOf(written: unknown): unknown {
  if (typeof written === 'number') return expect.toSatisfy((found) => Math.abs(found - written) <= TOLERANCE);
  if (typeof written === 'string' && written.endsWith('…')) {
    return expect.toSatisfy((found) => typeof found === 'string' && found.startsWith(written.slice(0, -1)));
  }
  if (Array.isArray(written)) return written.map(patternOf);
  if (written === null || typeof written !== 'object') return written;
  return Object.fromEntries(Object.entries(written).map(([key, value]) => [key, patternOf(value)]));
}

describe('docs/service.md', () => {
  // Inside the project, so that its packages are found.
  const folder = mkdtempSync(join(PACKAGE_ROOT, 'node_modules', '.coinscreen-docs-'));
  let service: Started;
  beforeAll(async () => {
    service = await startServe(['--workers', '1'], { COINSCREEN_API_KEYS: KEY });
  }, 60_000);
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await service.stop();
  });

  async function run({ language, code }: (typeof blocks)[number]): Promise<string> {
    const { command, file } = PROGRAMS[language];
    const path = join(folder, file);
    writeFileSync(path, code.replaceAll(WRITTEN_URL, service.url));
    const args = language === 'ts' ? ['--import', 'tsx', path] : [path];
    const child = spawn(command, args, { env: { ...process.env, COINSCREEN_API_KEY: KEY }, cwd: PACKAGE_ROOT });
    child.stderr.pipe(process.stderr);
    return text(child.stdout);
  }

  test('has examples in three languages', () => {
    expect(blocks.map(({ language }) => language)).toEqual(['sh', 'ts', 'python', 'sh']);
  });

  test.for(blocks.map((block, index) => ({ ...block, number: index + 1 })))(
    'output $number, of $language, is what comes out',
    { timeout: 30_000 },
    async (block, { skip }) => {
      const { needs } = PROGRAMS[block.language];
      if (needs !== null && spawnSync(needs[0], needs.slice(1)).status !== 0) skip(`${needs.join(' ')} fails`);
      const output = await run(block);
      if (block.kind === 'text') return expect(output).toBe(block.output);
      expect(JSON.parse(output)).toEqual(patternOf(JSON.parse(block.output)));
    },
  );

  test('lists every code that the service refuses with', () => {
    const source = readFileSync(join(PACKAGE_ROOT, 'src/server/errors.ts'), 'utf8');
    const table = /const STATUSES[^{]*\{([^}]+)\}/.exec(source)![1]!;
    const codes = [...table.matchAll(/^ +([A-Z_]+):/gm)].map(([, code]) => code!);
    const undocumented = codes.filter((code) => !page.includes(code) && !page.includes(`${code.split('_')[0]}_…`));
    expect(undocumented).toEqual(['CLIENT_GONE']);
  });
});
