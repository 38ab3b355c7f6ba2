import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inOrder } from '../../../src/cli/label/in-order.ts';
import { collect } from '../../io/read.ts';

async function* numbers(count: number): AsyncGenerator<number> {
  for (let number = 0; number < count; number += 1) yield number;
}
const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test('results come in the order of the items, however long each takes, and few are open', async () => {
  const durations = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(durations, fc.integer({ min: 1, max: 5 }), async (milliseconds, window) => {
      let open = 0;
      let most = 0;
      const work = async (item: number) => {
        open += 1;
        most = Math.max(most, open);
        await wait(milliseconds[item]!);
        open -= 1;
        return item;
      };
      expect(await collect(inOrder(numbers(milliseconds.length), work, window))).toEqual(milliseconds.map((_, i) => i));
      expect(most).toBeLessThanOrEqual(window);
    }),
    { numRuns: 25 },
  );
});

describe('an error', () => {
  test('of the work comes in its turn', async () => {
    const work = async (item: number) => {
      if (item === 3) throw new Error('three');
      await wait(2);
      return item;
    };
    const results: number[] = [];
    const reading = (async () => {
      for await (const result of inOrder(numbers(9), work, 5)) results.push(result);
    })();
    await expect(reading).rejects.toThrow('three');
    expect(results).toEqual([0, 1, 2]);
  });

  test('of the reading comes after what was read before it', async () => {
    async function* broken(): AsyncGenerator<number> {
      yield* numbers(3);
      throw new Error('broken');
    }
    const results: number[] = [];
    const reading = (async () => {
      for await (const result of inOrder(broken(), async (item) => item, 5)) results.push(result);
    })();
    await expect(reading).rejects.toThrow('broken');
    expect(results).toEqual([0, 1, 2]);
  });
});

test('the reader is told when nobody wants more', async () => {
  let ended = false;
  async function* endless(): AsyncGenerator<number> {
    try {
      for (;;) yield 1;
    } finally {
      ended = true;
    }
  }
  for await (const _ of inOrder(endless(), async (item) => item, 2)) break;
  expect(ended).toBe(true);
});

test('a result does not wait for the next item', async () => {
  let release: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  async function* slow(): AsyncGenerator<number> {
    yield 1;
    await held;
    yield 2;
  }
  const results = inOrder(slow(), async (item) => item, 4);
  expect((await results.next()).value).toBe(1);
  release();
  expect((await results.next()).value).toBe(2);
});
