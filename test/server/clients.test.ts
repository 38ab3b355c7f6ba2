import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import OpenAI, { type APIError } from 'openai';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CATEGORIES } from '../../src/labels.ts';
import { type Started, startServe } from './start.ts';

const KEY = 'a-key-of-more-than-16-characters';
const OFFER = '高价收U，秒到账';
const CLIENT = fileURLToPath(new URL('client.py', import.meta.url));
const PYTHON = process.env.COINSCREEN_PYTHON ?? 'python3';
const hasPython = spawnSync(PYTHON, ['-c', 'import openai']).status === 0;

let service: Started;
beforeAll(async () => {
  service = await startServe(['--workers', '1'], { COINSCREEN_API_KEYS: KEY });
}, 60_000);
afterAll(() => service.stop());

describe("OpenAI's npm client", () => {
  const client = (apiKey = KEY) => new OpenAI({ baseURL: `${service.url}/v1`, apiKey, maxRetries: 0 });

  test('reads the answer to a text', async () => {
    const { id, model, results } = await client().moderations.create({ input: OFFER, model: 'omni-moderation-latest' });
    expect([id.slice(0, 5), model, results.length]).toEqual(['modr-', expect.stringMatching(/^coinscreen-/), 1]);
    const [result] = results;
    expect(result!.flagged).toBe(true);
    expect(Object.keys(result!.categories)).toEqual([...CATEGORIES]);
    expect(result!.categories).toMatchObject({ trading_channel: true });
  });

  test('reads the answers to several', async () => {
    const { results } = await client().moderations.create({ input: ['今天天气很好', OFFER] });
    expect(results.map(({ flagged }) => flagged)).toEqual([false, true]);
  });

  test('reads the errors', async () => {
    const errorOf = async (call: Promise<unknown>) => (await call.catch((error) => error)) as APIError;
    const empty = await errorOf(client().moderations.create({ input: ['a', ''] }));
    expect(empty).toBeInstanceOf(OpenAI.BadRequestError);
    expect([empty.code, empty.param, empty.requestID]).toEqual(['TEXT_EMPTY', 'input[1]', expect.any(String)]);
    expect(await errorOf(client('a-wrong-key-of-16-characters').moderations.create({ input: 'a' }))).toBeInstanceOf(
      OpenAI.AuthenticationError,
    );
  });
});

const missing = hasPython ? '' : `: ${PYTHON} has no openai package, name one that has by COINSCREEN_PYTHON`;
test.skipIf(!hasPython)(`OpenAI's Python client reads answers and errors${missing}`, () => {
  const { stdout, stderr } = spawnSync(PYTHON, [CLIENT, `${service.url}/v1`, KEY, OFFER], { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual({
    model: expect.stringMatching(/^coinscreen-/),
    flagged: [true, false],
    trading_channel: true,
    score_above_half: true,
    empty: ['BadRequestError', 'TEXT_EMPTY', 'input'],
    wrong_key: 'AuthenticationError',
  });
});
