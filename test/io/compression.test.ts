import { mkdtemp, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compress, openInput } from '../../src/io/index.ts';
import { collect } from './read.ts';

const folder = await mkdtemp(join(tmpdir(), 'coinscreen-'));
const ENDINGS = { gzip: '.gz', zstd: '.zst' } as const;

async function unpacked(path: string): Promise<Buffer> {
  return Buffer.concat(await collect((await openInput(path, new PassThrough())).chunks));
}

test.each(['gzip', 'zstd'] as const)('parts packed as %s, one after the other, are one file', async (compression) => {
  const part = fc.string({ unit: fc.constantFrom('a', '币', '\n', '0', '😀'), maxLength: 3000, size: 'max' });
  await fc.assert(
    fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 5 }), async (parts) => {
      const path = join(folder, `parts${ENDINGS[compression]}`);
      const packed: Uint8Array[] = [];
      for (const text of parts) packed.push(await compress(Buffer.from(text), compression));
      await writeFile(path, Buffer.concat(packed));
      expect((await unpacked(path)).toString()).toBe(parts.join(''));
    }),
    { numRuns: 30 },
  );
});

test.each(['gzip', 'zstd'] as const)('a file packed as %s that was cut off is an error', async (compression) => {
  const path = join(folder, `cut${ENDINGS[compression]}`);
  const packed = await compress(Buffer.from('{"text":"a"}\n'.repeat(1000)), compression);
  for (const size of [packed.length - 1, packed.length >> 1, 5]) {
    await writeFile(path, packed);
    await truncate(path, size);
    await expect(unpacked(path)).rejects.toMatchObject({
      code: 'INPUT_UNREADABLE',
      message: expect.stringContaining('damaged or was cut off'),
    });
  }
});

test('the bytes read are those of the packed file', async () => {
  const path = join(folder, 'a.gz');
  const packed = await compress(Buffer.from('a'.repeat(100_000)), 'gzip');
  await writeFile(path, packed);
  const input = await openInput(path, new PassThrough());
  await collect(input.chunks);
  expect(input).toMatchObject({ size: packed.length });
  expect(input.bytesRead()).toBe(packed.length);
});
