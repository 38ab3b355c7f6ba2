import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CoinscreenError } from '../../src/errors.ts';
import { CATEGORIES } from '../../src/labels.ts';
import { MAX_TEXTS } from '../../src/server/options.ts';
import { fakeResult } from '../io/fake-result.ts';
import { fakeApp, fakePool } from './fake-pool.ts';

const KEY = 'a-key-of-more-than-16-characters';
const SECRET = 'selling USDT at the old bridge';

let app: FastifyInstance;
let log: string[];
beforeAll(async () => {
  ({ app, log } = await fakeApp());
});
afterAll(() => app.close());

const post = (url: string, payload: unknown, headers: Record<string, string> = {}, to = app) =>
  to.inject({
    method: 'POST',
    url,
    payload: JSON.stringify(payload),
    headers: { 'content-type': 'application/json', ...headers },
  });

describe('POST /v1/classify', () => {
  const policy = 'wechat-3.24';
  const expected = (text: string, name = policy) => {
    const result = fakeResult(text);
    return { ...result, versions: { ...result.versions, policy: name } };
  };

  test("gives the library's result, whole and in order", async () => {
    const one = await post('/v1/classify', { input: SECRET });
    expect(one.statusCode).toBe(200);
    expect(one.json()).toEqual({ results: [expected(SECRET)] });
    const three = await post('/v1/classify', { input: ['hello', SECRET, 'again'] });
    expect(three.json()).toEqual({ results: ['hello', SECRET, 'again'].map((text) => expected(text)) });
  });

  test('takes the policy that is named', async () => {
    const { results } = (await post('/v1/classify', { input: 'hello', policy: 'strict' })).json();
    expect(results).toEqual([expected('hello', 'strict')]);
  });

  test(`takes ${MAX_TEXTS} texts and no more`, async () => {
    const texts = (count: number) => Array.from({ length: count }, (_, index) => `text ${index}`);
    expect((await post('/v1/classify', { input: texts(MAX_TEXTS) })).json().results).toHaveLength(MAX_TEXTS);
    expect((await post('/v1/classify', { input: texts(MAX_TEXTS + 1) })).statusCode).toBe(400);
  });
});

test("POST /v1/moderations has the shape of OpenAI's endpoint", async () => {
  const response = await post('/v1/moderations', { input: [SECRET, 'hello'], model: 'omni-moderation-latest' });
  const body = response.json();
  const none = Object.fromEntries(CATEGORIES.map((category) => [category, false]));
  const scores = Object.fromEntries(CATEGORIES.map((category) => [category, 0.01]));
  const types = Object.fromEntries(CATEGORIES.map((category) => [category, ['text']]));
  expect(body).toEqual({
    id: expect.stringMatching(/^modr-/),
    model: 'm',
    results: [
      {
        flagged: true,
        categories: { ...none, trading_channel: true },
        category_scores: { ...scores, trading_channel: 0.9 },
        category_applied_input_types: types,
      },
      { flagged: false, categories: none, category_scores: scores, category_applied_input_types: types },
    ],
  });
  expect(response.headers['x-request-id']).toBe(body.id.slice('modr-'.length));
});

describe('refusals', () => {
  const classify = '/v1/classify';
  test.each([
    ['no field', classify, {}, 400, 'REQUEST_INVALID', 'body'],
    ['a field of another name', classify, { input: 'a', texts: ['b'] }, 400, 'REQUEST_INVALID', 'body'],
    ['another type', classify, { input: 7 }, 400, 'REQUEST_INVALID', 'input'],
    ['no texts', classify, { input: [] }, 400, 'REQUEST_INVALID', 'input'],
    ['a text of another type', classify, { input: ['a', null] }, 400, 'REQUEST_INVALID', 'input[1]'],
    ['a picture', '/v1/moderations', { input: [{ type: 'image_url' }] }, 400, 'REQUEST_INVALID', 'input[0]'],
    ['an empty text', classify, { input: ['a', ' '] }, 400, 'TEXT_EMPTY', 'input[1]'],
    ['half a character', classify, { input: '\ud83d' }, 400, 'TEXT_UNPAIRED_SURROGATE', 'input'],
    ['an unknown policy', classify, { input: 'a', policy: 'x' }, 404, 'POLICY_NOT_FOUND', 'policy'],
    ['a body that is an array', classify, [], 400, 'REQUEST_INVALID', 'body'],
    ['an unknown path', '/v2/classify', {}, 404, 'ROUTE_NOT_FOUND', null],
  ])('%s', async (_, url, body, status, code, param) => {
    const response = await post(url, body);
    const { error } = response.json();
    expect({ status: response.statusCode, code: error.code, param: error.param }).toEqual({ status, code, param });
    expect(error).toEqual({ message: expect.any(String), type: 'invalid_request_error', param, code });
  });

  test('another method names those that are known', async () => {
    const response = await app.inject({ method: 'GET', url: '/v1/classify' });
    expect([response.statusCode, response.headers.allow]).toEqual([405, 'POST']);
  });

  test('another media type, broken JSON, broken UTF-8, a key that would poison prototypes, too much', async () => {
    const send = (type: string, payload: string | Buffer) =>
      app.inject({ method: 'POST', url: '/v1/classify', headers: { 'content-type': type }, payload });
    expect((await send('text/plain', '{"input":"a"}')).statusCode).toBe(415);
    expect((await send('application/json', '{"input":')).statusCode).toBe(400);
    expect((await send('application/json', Buffer.from('7b22696e707574223a22ff227d', 'hex'))).statusCode).toBe(400);
    expect((await send('application/json', '{"input":"a","__proto__":{"b":1}}')).statusCode).toBe(400);
    expect((await send('application/json', `{"input":"${'a'.repeat(2 ** 20)}"}`)).statusCode).toBe(413);
  });

  test('a full queue says when to come again', async () => {
    const full = fakePool({ classify: () => Promise.reject(new CoinscreenError('QUEUE_FULL', 'found a full queue')) });
    const busy = await fakeApp(full);
    const response = await post('/v1/classify', { input: 'a' }, {}, busy.app);
    expect([response.statusCode, response.headers['retry-after']]).toEqual([429, '7']);
    expect(response.json().error).toMatchObject({ type: 'rate_limit_error', code: 'QUEUE_FULL' });
    await busy.app.close();
  });

  test('a fault says nothing of its cause, neither to the client nor, of texts, to the log', async () => {
    const broken = await fakeApp(fakePool({ classify: () => Promise.reject(new TypeError(`cannot read ${SECRET}`)) }));
    const response = await post('/v1/classify', { input: SECRET }, {}, broken.app);
    expect([response.statusCode, response.json().error.code]).toEqual([500, 'INTERNAL']);
    expect(response.body + broken.log.join('')).not.toContain('bridge');
    expect(broken.log.join('')).toMatch(/TypeError.*routes\.test\.ts/);
    await broken.app.close();
  });

  test('an answer that does not come in time', async () => {
    const slow = fakePool({
      classify: (_texts, _policy, signal) =>
        new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    });
    const { app: late } = await fakeApp(slow, { timeoutMs: 50 });
    const response = await post('/v1/classify', { input: 'a' }, {}, late);
    expect([response.statusCode, response.json().error.code]).toEqual([503, 'SERVICE_BUSY']);
    await late.close();
  });
});

describe('keys', () => {
  let guarded: FastifyInstance;
  beforeAll(async () => {
    ({ app: guarded } = await fakeApp(fakePool(), { keys: ['another-key-of-16-or-more', KEY] }));
  });
  afterAll(() => guarded.close());

  test.each([
    ['none', {}, 401],
    ['a wrong one', { authorization: 'Bearer a-key-of-more-than-16-character?' }, 401],
    ['the beginning of one', { authorization: `Bearer ${KEY.slice(0, -1)}` }, 401],
    ['another scheme', { authorization: `Basic ${KEY}` }, 401],
    ['a right one', { authorization: `Bearer ${KEY}` }, 200],
  ])('%s', async (_, headers, status) => {
    const response = await post('/v1/classify', { input: 'hello' }, headers as Record<string, string>, guarded);
    expect(response.statusCode).toBe(status);
    if (status === 401)
      expect(response.json().error).toMatchObject({ type: 'authentication_error', code: 'KEY_INVALID' });
  });

  test('all of /v1 asks for one, what operators and people read does not', async () => {
    const get = async (url: string) => (await guarded.inject({ url })).statusCode;
    expect(await get('/v1/policies')).toBe(401);
    expect((await post('/v1/reload', {}, {}, guarded)).statusCode).toBe(401);
    for (const url of ['/', '/playground/main.js', '/healthz', '/readyz', '/metrics', '/openapi.json', '/docs']) {
      expect([url, await get(url)]).toEqual([url, 200]);
    }
  });

  test('the reload needs keys to be set', async () => {
    expect((await app.inject({ method: 'POST', url: '/v1/reload' })).statusCode).toBe(403);
    const headers = { authorization: `Bearer ${KEY}` };
    const response = await guarded.inject({ method: 'POST', url: '/v1/reload', headers });
    expect(response.json()).toEqual({ versions: fakeResult('').versions });
  });
});

describe('operations', () => {
  test('probes follow the workers and the end', async () => {
    const { app: dying, startClosing } = await fakeApp();
    const probe = async (url: string, to: FastifyInstance) => (await to.inject({ url })).statusCode;
    expect([await probe('/healthz', dying), await probe('/readyz', dying)]).toEqual([200, 200]);
    startClosing();
    expect([await probe('/healthz', dying), await probe('/readyz', dying)]).toEqual([200, 503]);
    await dying.close();
    const { app: dead } = await fakeApp(fakePool({ alive: 0 }));
    expect([await probe('/healthz', dead), await probe('/readyz', dead)]).toEqual([503, 503]);
    await dead.close();
  });

  test('metrics count requests, texts and labels', async () => {
    const { app: counted } = await fakeApp();
    await post('/v1/classify', { input: [SECRET, 'hello'] }, {}, counted);
    await post('/v1/classify', { input: 7 }, {}, counted);
    const page = (await counted.inject({ url: '/metrics' })).body;
    expect(page).toContain('coinscreen_request_seconds_count{route="/v1/classify",status="200"} 1');
    expect(page).toContain('coinscreen_request_seconds_count{route="/v1/classify",status="400"} 1');
    expect(page).toContain('coinscreen_texts_total{verdict="block",policy="wechat-3.24",read_by="model"} 1');
    expect(page).toContain('coinscreen_labels_total{label="trading_channel",policy="wechat-3.24"} 1');
    expect(page).toContain('coinscreen_info{package="1",model="m",lexicon="l",normalizer="n",policy="p"} 1');
    expect(page).not.toContain('bridge');
    await counted.close();
  });

  test('every route stands in the description, with its refusals', async () => {
    const { paths, components } = (await app.inject({ url: '/openapi.json' })).json();
    expect(Object.keys(paths).sort()).toEqual([
      '/healthz',
      '/metrics',
      '/readyz',
      '/v1/classify',
      '/v1/moderations',
      '/v1/policies',
      '/v1/reload',
    ]);
    expect(Object.keys(paths['/v1/classify'].post.responses)).toEqual(['200', '4XX', '5XX']);
    expect(Object.keys(components.schemas)).toContain('Classification');
  });

  test('answers carry headers that keep browsers from doing harm', async () => {
    const { headers } = await app.inject({ url: '/healthz' });
    expect(headers['content-security-policy']).toContain("default-src 'self'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['strict-transport-security']).toBeUndefined();
  });
});

test('the log has a line a request, and no text', () => {
  const lines = log.map((line) => JSON.parse(line));
  expect(lines.length).toBeGreaterThan(10);
  const { level, time, pid, hostname, reqId, ms, ...first } = lines[0];
  expect(first).toEqual({ method: 'POST', route: '/v1/classify', status: 200, msg: 'answered' });
  expect(log.join('')).not.toContain('bridge');
});
