import { createConnection } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fakeApp } from './fake-pool.ts';

const TIMEOUT_MS = 200;
const deep = (depth: number, open: string, close: string) => open.repeat(depth) + close.repeat(depth);
const bytes = (hex: string) => Buffer.from(hex, 'hex');
const inInput = (...parts: (string | Buffer)[]) =>
  Buffer.concat(['{"input":"', ...parts, '"}'].map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));

/** Bodies of `POST /v1/classify`, and the status that each deserves. */
const BODIES: [string, string | Buffer, number][] = [
  ['nothing', '', 400],
  ['blank', '  \n ', 400],
  ['a word', 'hello', 400],
  ['half an object', '{"input":"a"', 400],
  ['an object too many', '{"input":"a"}{"input":"b"}', 400],
  ['a comment', '{"input":"a"} // note', 400],
  ['a trailing comma', '{"input":"a",}', 400],
  ['single quotes', "{'input':'a'}", 400],
  ['NaN', '{"input":NaN}', 400],
  ['a control character in a string', '{"input":"a\u0000b"}', 400],
  ['a byte order mark alone', bytes('efbbbf'), 400],
  ['null', 'null', 400],
  ['true', 'true', 400],
  ['a number', '1e999', 400],
  ['a string', '"a"', 400],
  ['an array', '[{"input":"a"}]', 400],
  ['an empty object', '{}', 400],
  ['null as input', '{"input":null}', 400],
  ['a number as input', '{"input":1}', 400],
  ['an object as input', '{"input":{"text":"a"}}', 400],
  ['an array of nothing', '{"input":[]}', 400],
  ['an array in an array', '{"input":[["a"]]}', 400],
  ['a text and a null', '{"input":["a",null]}', 400],
  ['257 texts', JSON.stringify({ input: Array.from({ length: 257 }, () => 'a') }), 400],
  ['300,000 texts', `{"input":[${'1,'.repeat(300_000)}1]}`, 400],
  ['an empty text', '{"input":""}', 400],
  ['a text of blanks', '{"input":"\\u3000\\n\\t"}', 400],
  ['half a surrogate pair', '{"input":"\\ud83d"}', 400],
  ['the other half', '{"input":"\\ude00 a"}', 400],
  ['a surrogate in UTF-8', inInput(bytes('eda0bd')), 400],
  ['a byte that is no UTF-8', inInput(bytes('ff')), 400],
  ['a cut character', inInput(bytes('e9ab')), 400],
  ['an overlong slash', inInput(bytes('c0af')), 400],
  ['UTF-16', Buffer.from('{"input":"a"}', 'utf16le'), 400],
  ['GBK', inInput(bytes('b8dfbcdbcad5')), 400],
  ['gzip', bytes('1f8b0800000000000003'), 400],
  ['__proto__', '{"input":"a","__proto__":{"policy":"x"}}', 400],
  ['__proto__ in disguise', '{"input":"a","__\\u0070roto__":{"policy":"x"}}', 400],
  ['constructor.prototype', '{"input":"a","constructor":{"prototype":{"x":1}}}', 400],
  ['an unknown field', '{"input":"a","stream":true}', 400],
  ['the name of a method as policy', '{"input":"a","policy":"toString"}', 404],
  ['a path as policy', '{"input":"a","policy":"../../../etc/passwd"}', 404],
  ['an object as policy', '{"input":"a","policy":{"$ne":1}}', 400],
  ['100,000 arrays in one another', deep(100_000, '[', ']'), 400],
  ['arrays in one another as input', `{"input":${deep(100_000, '[', ']')}}`, 400],
  ['100,000 objects in one another', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`, 400],
  ['100,000 keys', `{${Array.from({ length: 100_000 }, (_, index) => `"k${index}":1`).join()}}`, 413],
  ['a number of 100,000 digits', `{"input":${'9'.repeat(100_000)}}`, 400],
  ['10 MB', `{"input":"${'a'.repeat(10_000_000)}"}`, 413],
  ['10 MB of blanks', ' '.repeat(10_000_000), 413],
];

/** Requests that are wrong before their body. */
const REQUESTS: [string, string, number][] = [
  ['no HTTP', 'hello\r\n\r\n', 400],
  ['two lengths', 'POST /v1/classify HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n', 400],
  [
    'a length and chunks',
    'POST /v1/classify HTTP/1.1\r\nhost: x\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
    400,
  ],
  ['a header of 100 kB', `GET /healthz HTTP/1.1\r\nhost: x\r\nx: ${'a'.repeat(100_000)}\r\n\r\n`, 431],
  ['a broken escape in the path', 'GET /%ff HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n', 400],
  ['another method', 'DELETE /v1/classify HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n', 405],
  ['headers that do not end', 'POST /v1/classify HTTP/1.1\r\nhost: x\r\n', 408],
  [
    'a body that does not end',
    'POST /v1/classify HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 20\r\n\r\n{"in',
    408,
  ],
];

describe('hostile requests get the right answer within a second, and harm nobody', () => {
  let app: FastifyInstance;
  let port: number;
  beforeAll(async () => {
    ({ app } = await fakeApp(undefined, { timeoutMs: TIMEOUT_MS }));
    port = Number(new URL(await app.listen({ host: '127.0.0.1', port: 0 })).port);
  });
  afterAll(() => app.close());

  /** Sends and waits for the end of the connection. */
  async function exchange(request: string | Buffer) {
    const started = performance.now();
    const socket = createConnection(port, '127.0.0.1');
    socket.on('error', () => {});
    socket.write(request);
    let answer = '';
    for await (const chunk of socket) {
      answer += chunk;
      if (answer.includes('\r\n\r\n') && answer.endsWith('}')) break;
    }
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    return { status: Number(head.split(' ')[1]), body, milliseconds: performance.now() - started };
  }

  async function holds(request: string | Buffer, status: number) {
    const answer = await exchange(request);
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body).error).toEqual({
      message: expect.any(String),
      type: 'invalid_request_error',
      param: expect.toSatisfy((param) => param === null || typeof param === 'string'),
      code: expect.stringMatching(/^[A-Z_]+$/),
    });
    expect(answer.milliseconds).toBeLessThan(1000);
  }

  test.each(BODIES)('a body: %s', async (_, body, status) => {
    const head = `POST /v1/classify HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\n`;
    const content = typeof body === 'string' ? Buffer.from(body) : body;
    await holds(Buffer.concat([Buffer.from(`${head}content-length: ${content.length}\r\n\r\n`), content]), status);
  });

  test.each(REQUESTS)('a request: %s', (_, request, status) => holds(request, status));

  test('a request without a host is refused by Node.js itself', async () => {
    expect(await exchange('GET /healthz HTTP/1.1\r\n\r\n')).toMatchObject({ status: 400 });
  });

  test('afterwards it answers as before', async () => {
    const response = await app.inject({ method: 'POST', url: '/v1/classify', payload: { input: 'hello' } });
    expect(response.statusCode).toBe(200);
    expect(({} as Record<string, unknown>).policy).toBeUndefined();
  });
});
