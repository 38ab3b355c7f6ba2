import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readKeys } from '../../src/cli/serve.ts';
import { parseServe } from '../../src/cli/serve-options.ts';
import { run } from './fake-io.ts';

const KEY = 'a-key-of-more-than-16-characters';

function keyFile(content: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'coinscreen-')), 'keys');
  writeFileSync(path, content);
  return path;
}

test('what holds where nothing was said', () => {
  expect(parseServe([])).toMatchObject({
    service: {
      classifier: {},
      host: '127.0.0.1',
      port: 8080,
      queue: 1024,
      batchMs: 5,
      bodyLimit: 2 ** 20,
      timeoutMs: 10_000,
    },
    keyFile: null,
    allowAnonymous: false,
    logLevel: 'info',
  });
});

describe('keys', () => {
  test.each([
    ['none', null, {}, []],
    ['of the environment', null, { COINSCREEN_API_KEYS: ` ${KEY} ,${KEY}2,` }, [KEY, `${KEY}2`]],
    [
      'of the file, which goes first',
      `${KEY}\r\n\n${KEY}2\n`,
      { COINSCREEN_API_KEYS: 'another-of-16-characters' },
      [KEY, `${KEY}2`],
    ],
  ])('%s', (_, content, env, keys) => {
    expect(readKeys(content === null ? null : keyFile(content), env)).toEqual(keys);
  });

  test('that could be guessed are refused, without being shown', () => {
    const short = () => readKeys(null, { COINSCREEN_API_KEYS: 'short-secret' });
    expect(short).toThrow(
      expect.objectContaining({ code: 'USAGE', message: expect.not.stringContaining('short-secret') }),
    );
  });
});

describe('wrong usage', () => {
  test.each([
    ['a port that is none', ['--port', '65536'], 2, 'from 0 to 65535'],
    ['no workers', ['--workers', '0'], 2, 'from 1 to 256'],
    ['a queue that a request does not fit', ['--queue', '255'], 2, 'from 256'],
    ['a text', ['hello'], 2, 'hello'],
    ['an unknown level', ['--log-level', 'loud'], 2, 'silent or error'],
    ['another address without keys', ['--host', '0.0.0.0'], 2, 'found no keys for --host 0.0.0.0'],
    ['an empty key file', ['--key-file', keyFile('\n')], 2, 'found no key in'],
    ['a missing key file', ['--key-file', join(tmpdir(), 'nowhere', 'keys')], 1, 'INPUT_UNREADABLE'],
  ])('%s', async (_, args, code, message) => {
    const result = await run(['serve', ...args]);
    expect([result.code, result.stdout]).toEqual([code, '']);
    expect(result.stderr).toContain(message);
  });
});
