import { mkdtempSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Started, startServe } from './start.ts';

const KEY = 'a-key-of-more-than-16-characters';
const HEADER = 'term\tstrength\tsub_act\tneeds\tnot_near\tsince\tnote\n';
const NEW_TERM = '换豆豆币\tanchor\tchannel.fiat_otc\t\t\t2026\ttest\n';

/** Of an answer, what is looked at here. */
interface Body {
  results: { evidence: { term: string }[] }[];
  error: { code: string };
}

const classify = (url: string, body: string, headers: Record<string, string> = {}) =>
  fetch(`${url}/v1/classify`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${KEY}`, ...headers },
    signal: AbortSignal.timeout(10_000),
  });
const ask = async (url: string, input: unknown) => {
  const response = await classify(url, JSON.stringify({ input }));
  return { status: response.status, body: (await response.json()) as Body };
};

/** Sends bytes as they are; what came back, and how long it took, in milliseconds. */
async function raw(url: string, bytes: string | Buffer): Promise<{ answer: string; milliseconds: number }> {
  const { hostname, port } = new URL(url);
  const started = performance.now();
  const socket = createConnection(Number(port), hostname);
  socket.write(bytes);
  let answer = '';
  for await (const chunk of socket) answer += chunk;
  return { answer, milliseconds: performance.now() - started };
}

describe('a running service', () => {
  const lexicon = join(mkdtempSync(join(tmpdir(), 'coinscreen-')), 'trading_channel.tsv');
  let service: Started;
  beforeAll(async () => {
    writeFileSync(lexicon, HEADER);
    const args = ['--model', 'none', '--workers', '2', '--lexicon', lexicon, '--timeout', '1'];
    service = await startServe(args, { COINSCREEN_API_KEYS: `${KEY}, another-key-of-16-or-more` });
  }, 60_000);
  afterAll(() => service.stop());

  const terms = async () => {
    const { body } = await ask(service.url, '长期换豆豆币');
    return body.results[0]!.evidence.map(({ term }) => term);
  };
  const countOf = (msg: string) => service.log.filter((line) => line.msg === msg).length;

  test('reads the lexicon again on SIGHUP and by its route, and keeps it where the new one is broken', async () => {
    expect(await terms()).toEqual([]);
    writeFileSync(lexicon, HEADER + NEW_TERM);
    service.child.kill('SIGHUP');
    await service.logged('reloaded');
    expect(await terms()).toEqual(['换豆豆币']);

    writeFileSync(lexicon, `${HEADER}换豆豆币\tvery strong\tchannel.fiat_otc\t\t\t2026\ttest\n`);
    service.child.kill('SIGHUP');
    await service.logged('reload refused; what was read before stays in use');
    const reload = () =>
      fetch(`${service.url}/v1/reload`, { method: 'POST', headers: { authorization: `Bearer ${KEY}` } });
    const refused = await reload();
    expect([refused.status, ((await refused.json()) as Body).error.code]).toEqual([409, 'LEXICON_INVALID']);
    expect(await terms()).toEqual(['换豆豆币']);

    writeFileSync(lexicon, HEADER);
    expect((await reload()).status).toBe(200);
    expect(await terms()).toEqual([]);
  });

  test('gives up what a client that has gone was waiting for', async () => {
    const controller = new AbortController();
    const gone = fetch(`${service.url}/v1/classify`, {
      method: 'POST',
      body: JSON.stringify({ input: Array.from({ length: 100 }, () => '收U换币USDT'.repeat(300)) }),
      headers: { 'content-type': 'application/json', authorization: `Bearer ${KEY}` },
      signal: controller.signal,
    });
    await sleep(100);
    controller.abort();
    await expect(gone).rejects.toThrow();
    await expect.poll(() => service.log.some(({ status }) => status === 499), { timeout: 5000 }).toBe(true);
    expect(await (await fetch(`${service.url}/metrics`)).text()).toContain('coinscreen_queue_texts 0');
  });

  test('refuses a slow client in time', async () => {
    const { answer, milliseconds } = await raw(
      service.url,
      `POST /v1/classify HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${KEY}\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{"inp`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(JSON.parse(answer.split('\r\n\r\n')[1]!).error.code).toBe('REQUEST_TOO_SLOW');
    expect(milliseconds).toBeLessThan(4000);
  });

  test('writes no text to its log', async () => {
    await ask(service.url, ['a secret about USDT', '']);
    await ask(service.url, { secret: 1 });
    await fetch(`${service.url}/secret?secret=1`);
    await sleep(200);
    expect(countOf('answered')).toBeGreaterThan(5);
    expect(JSON.stringify(service.log)).not.toContain('secret');
  });
});

test('SIGTERM: every request that came in is answered', { timeout: 60_000 }, async () => {
  const service = await startServe(['--model', 'none', '--workers', '1'], { COINSCREEN_API_KEYS: KEY });
  let answered = 0;
  const failures: string[] = [];
  const client = async () => {
    while (failures.length === 0) {
      const { status, body } = await ask(
        service.url,
        Array.from({ length: 20 }, () => '收U换币USDT'.repeat(5)),
      );
      expect([status, body.results.length]).toEqual([200, 20]);
      answered += 1;
    }
  };
  const clients = Array.from({ length: 8 }, () =>
    client().catch(({ cause }) => void failures.push(String(cause?.code))),
  );
  await expect.poll(() => answered, { timeout: 20_000 }).toBeGreaterThan(24);
  expect(await service.stop()).toBe(0);
  await Promise.all(clients);
  // Clients go on until no connection is taken; a client counts an answer for each that the service says it gave.
  expect(failures.filter((code) => !['ECONNREFUSED', 'ECONNRESET', 'UND_ERR_SOCKET'].includes(code))).toEqual([]);
  const requests = service.log.filter(({ msg }) => msg === 'answered');
  expect(requests.filter(({ status }) => status !== 200)).toEqual([]);
  expect(requests.length).toBe(answered);
  expect(service.log.at(-1)).toMatchObject({ msg: 'closed' });
});
