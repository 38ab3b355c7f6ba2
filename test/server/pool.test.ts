import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, test } from 'vitest';
import { openPool, type Pool, type PoolOptions } from '../../src/server/pool.ts';

const SCRIPT = new URL('fake-worker.mjs', import.meta.url);

const pools: Pool[] = [];
afterEach(async () => {
  for (const pool of pools.splice(0)) await pool.close();
});

/** A pool of fake workers, with the sizes of its batches and the deaths of its workers. */
async function open(options: Partial<PoolOptions> = {}, data: Record<string, string> = {}) {
  const batches: number[] = [];
  const deaths: unknown[] = [];
  const pool = await openPool({
    start: () => new Worker(SCRIPT, { workerData: data, execArgv: [] }),
    workers: 1,
    queue: 1000,
    onBatch: (texts) => void batches.push(texts),
    onDeath: (error) => void deaths.push(error),
    ...options,
  });
  pools.push(pool);
  const classify = async (texts: string[], signal = new AbortController().signal) =>
    (await pool.classify(texts, 'p', signal)) as unknown as { text: string; policy: string }[];
  return { pool, classify, batches, deaths };
}

const texts = (count: number, name = 'text') => Array.from({ length: count }, (_, index) => `${name} ${index}`);

describe('requests', () => {
  test('get their results in order, whoever else is served, with one worker as with three', async () => {
    for (const workers of [1, 3]) {
      const { classify } = await open({ workers });
      const requests = Array.from({ length: 40 }, (_, index) => texts((index % 7) + 1, `request ${index}`));
      const answers = await Promise.all(requests.map((request) => classify(request)));
      expect(answers.map((results) => results.map(({ text }) => text))).toEqual(requests);
    }
  });

  test('travel together while the worker is busy, at most 16 texts at once', async () => {
    const { classify, batches } = await open();
    await Promise.all(['wait 20', ...texts(40)].map((text) => classify([text])));
    expect(batches).toEqual([1, 16, 16, 8]);
  });

  test('are shared among the workers', async () => {
    const { classify, batches } = await open({ workers: 2 });
    await Promise.all(['wait 20', 'wait 20', ...texts(8)].map((text) => classify([text])));
    expect(Math.max(...batches)).toBeLessThanOrEqual(4);
  });

  test('beyond the queue are refused, and leave the others alone', async () => {
    const { pool, classify } = await open({ queue: 2 });
    const served = [classify(['wait 30']), classify(['a']), classify(['b'])];
    await expect(classify(['c'])).rejects.toMatchObject({ code: 'QUEUE_FULL' });
    expect([pool.waiting, pool.retryAfter]).toEqual([2, 1]);
    expect((await Promise.all(served)).flat().map(({ text }) => text)).toEqual(['wait 30', 'a', 'b']);
  });

  test('whose client has gone leave the queue', async () => {
    const { pool, classify } = await open();
    const first = classify(['wait 30']);
    const gone = new AbortController();
    const second = classify(texts(20), gone.signal);
    expect(pool.waiting).toBe(20);
    gone.abort(new Error('gone'));
    await expect(second).rejects.toThrow('gone');
    expect(pool.waiting).toBe(0);
    await first;
    await expect(classify(['a'], gone.signal)).rejects.toThrow('gone');
  });

  test('fail as a whole with the first text that fails', async () => {
    const { pool, classify } = await open();
    await expect(classify(['a', 'fail', ...texts(40)])).rejects.toMatchObject({ code: 'INTERNAL' });
    expect(pool.waiting).toBe(0);
  });
});

describe('workers', () => {
  test('that cannot open refuse the pool', async () => {
    await expect(open({ workers: 2 }, { open: 'refuse' })).rejects.toThrow('found a failure');
  });

  test('that die are replaced; what they held fails, what waited is served', async () => {
    const { pool, classify, deaths } = await open();
    const held = classify(['die']);
    const waited = classify(['a']);
    await expect(held).rejects.toMatchObject({ code: 'INTERNAL' });
    expect([pool.alive, deaths.length]).toEqual([0, 1]);
    expect(await waited).toMatchObject([{ text: 'a' }]);
    expect(pool.alive).toBe(1);
  });

  test('reload one after the other, and go on answering', async () => {
    const { pool, classify } = await open({ workers: 2 });
    expect(pool.catalogue.versions.lexicon).toBe('0');
    const [reloaded] = await Promise.all([pool.reload(), classify(texts(40))]);
    expect([reloaded.versions.lexicon, pool.catalogue.versions.lexicon]).toEqual(['1', '1']);
  });

  test('that refuse to reload keep what they had', async () => {
    const { pool, classify } = await open({}, { reload: 'refuse' });
    await expect(pool.reload()).rejects.toThrow('found a failure');
    expect(await classify(['a'])).toHaveLength(1);
    expect(pool.catalogue.versions.lexicon).toBe('0');
  });

  test('answer what they hold before they end; what waits is refused', async () => {
    const { pool, classify } = await open();
    const [held, waiting] = [classify(['wait 30']), classify(['a'])];
    const outcomes = Promise.allSettled([held, waiting]);
    await pool.close();
    expect(await outcomes).toMatchObject([{ status: 'fulfilled' }, { reason: { code: 'SERVICE_CLOSING' } }]);
  });
});
