import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { packageVersion } from '../../src/files.ts';

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

/** The program as a process of its own; standard input stays open, as in a terminal. */
function start(...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN, ...args]);
  const code = new Promise((resolve) => child.on('close', resolve));
  return { child, code };
}

test('writes to the streams of the process and ends with the code of the command', async () => {
  const { child, code } = start('--version');
  expect(await text(child.stdout)).toBe(`${packageVersion()}\n`);
  expect(await code).toBe(0);
});

test('wrong usage is code 2', async () => {
  const { child, code } = start('label');
  expect(await text(child.stderr)).toMatch(/^coinscreen: USAGE: /);
  expect(await code).toBe(2);
});

test('ends quietly when its reader has gone away', async () => {
  const { child, code } = start('--help');
  child.stdout.destroy();
  expect(await text(child.stderr)).toBe('');
  expect(await code).toBe(141);
});
