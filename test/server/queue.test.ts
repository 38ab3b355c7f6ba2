import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createQueue } from '../../src/server/queue.ts';

const job = (text: string) => ({ text });

describe('the queue', () => {
  test('takes all or none, and says how many wait', () => {
    const queue = createQueue(3);
    queue.add([job('a'), job('b')]);
    expect(() => queue.add([job('c'), job('d')])).toThrow(/found 2 texts waiting, expected room for 2 more among 3/);
    expect(queue.size).toBe(2);
    queue.add([job('c')]);
    expect(queue.take(9).map(({ text }) => text)).toEqual(['a', 'b', 'c']);
  });

  test('is full of long texts before the memory is', () => {
    const queue = createQueue(100);
    const long = 'x'.repeat(6_000_000);
    queue.add([job(long), job(long)]);
    expect(() => queue.add([job(long)])).toThrow(expect.objectContaining({ code: 'QUEUE_FULL' }));
    queue.take(1);
    queue.add([job(long)]);
  });

  test('gives what a plain list would give, whatever was dropped between', () => {
    const step = fc.oneof(
      fc.record({ add: fc.nat(4) }),
      fc.record({ take: fc.nat(4) }),
      fc.record({ drop: fc.nat(8) }),
    );
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const queue = createQueue(1000);
        let list: { text: string }[] = [];
        let next = 0;
        for (const each of steps) {
          if ('add' in each) {
            const jobs = Array.from({ length: each.add }, () => job(String(next++)));
            queue.add(jobs);
            list.push(...jobs);
          } else if ('take' in each) {
            expect(queue.take(each.take)).toEqual(list.splice(0, each.take));
          } else {
            const dropped = list.slice(each.drop, each.drop + 2);
            queue.drop(dropped);
            list = list.filter((kept) => !dropped.includes(kept));
          }
          expect(queue.size).toBe(list.length);
        }
      }),
    );
  });
});
