import { expect, test } from 'vitest';
import { fixedPace, type Pace, searchedPace } from '../../../src/cli/label/pace.ts';

/** Works through a search on a machine where `rate(width)` posts a second are done, and gives the width that stays. */
function settle(most: number, rate: (width: number) => number): number {
  let now = 0;
  const pace = searchedPace(most, () => now);
  for (let step = 0; step < 400; step += 1) {
    now += 100;
    for (let thread = 0; thread < pace.width(); thread += 1) pace.note(thread, rate(pace.width()) / pace.width() / 10);
  }
  return pace.width();
}

test.each([
  ['twice the threads, twice the posts', 8, (width: number) => 1000 * width, 8],
  ['a most that is no power of two', 6, (width: number) => 1000 * width, 6],
  ['two cores held by a container of sixteen', 16, (width: number) => 1000 * Math.min(width, 2), 2],
  ['one core', 4, () => 1000, 1],
  ['threads that hinder each other', 4, (width: number) => 1000 / width, 1],
  ['a machine with one thread', 1, () => 1000, 1],
])('%s', (_, most, rate, width) => {
  expect(settle(most, rate)).toBe(width);
});

test('a thread that still loads does not speak against its width', () => {
  let now = 0;
  const pace = searchedPace(2, () => now);
  const second = () => {
    now += 1000;
  };
  pace.note(1, 10);
  second();
  pace.note(1, 10);
  expect(pace.width()).toBe(2);
  for (let waiting = 0; waiting < 5; waiting += 1) {
    second();
    pace.note(1, 10);
  }
  expect(pace.width()).toBe(2);
});

test('no more than the width work at once', async () => {
  const pace: Pace = fixedPace(2);
  await pace.enter();
  await pace.enter();
  let third = false;
  const entering = pace.enter().then(() => {
    third = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(third).toBe(false);
  pace.leave();
  await entering;
  expect(third).toBe(true);
});
