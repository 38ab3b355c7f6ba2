import { mkdtemp, readdir, readFile, readlink, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { beforeEach, expect, test } from 'vitest';
import { openInput, openOutput } from '../../src/io/index.ts';
import { collect } from './read.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'coinscreen-'));
});
const place = (name: string) => join(folder, name);
const open = (name: string) => openOutput(place(name), new PassThrough());

test('a file appears when it is complete, and alone', async () => {
  await writeFile(place('out'), 'old');
  const output = await open('out');
  await output.write('new');
  expect(await readFile(place('out'), 'utf8')).toBe('old');
  await output.commit();
  await output.discard();
  expect(await readFile(place('out'), 'utf8')).toBe('new');
  expect(await readdir(folder)).toEqual(['out']);
});

test('a discarded file leaves no trace', async () => {
  const output = await open('out');
  await output.write('new');
  await output.discard();
  expect(await readdir(folder)).toEqual([]);
});

test('a link stays a link', async () => {
  await writeFile(place('target'), 'old');
  await symlink(place('target'), place('link'));
  const output = await open('link');
  await output.write('new');
  await output.commit();
  expect(await readlink(place('link'))).toBe(place('target'));
  expect(await readFile(place('target'), 'utf8')).toBe('new');
});

test('a device is written, not replaced', async () => {
  const output = await openOutput('/dev/null', new PassThrough());
  await output.write('x');
  await output.commit();
  expect(await readFile('/dev/null', 'utf8')).toBe('');
});

test('a place that cannot be written is an error', async () => {
  await expect(open('missing/out')).rejects.toMatchObject({ code: 'OUTPUT_UNWRITABLE' });
  await expect(openOutput(folder, new PassThrough())).rejects.toMatchObject({ code: 'OUTPUT_UNWRITABLE' });
});

test('an input that cannot be read is an error', async () => {
  const stdin = new PassThrough();
  await expect(openInput(place('missing'), stdin)).rejects.toMatchObject({ code: 'INPUT_UNREADABLE' });
  await expect(openInput(folder, stdin)).rejects.toMatchObject({ code: 'INPUT_UNREADABLE' });
  stdin.destroy(new Error('gone'));
  const input = await openInput('-', stdin);
  await expect(collect(input.chunks)).rejects.toMatchObject({ code: 'INPUT_UNREADABLE' });
});

test('an input counts its bytes', async () => {
  await writeFile(place('in'), '币圈');
  const input = await openInput(place('in'), new PassThrough());
  expect(input.size).toBe(6);
  await collect(input.chunks);
  expect(input.bytesRead()).toBe(6);
});
