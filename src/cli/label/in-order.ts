/** A piece of work that was begun. */
interface Begun<Result> {
  settled: boolean;
  result: Promise<Result>;
}

/**
 * Works on several items at once and gives the results back in the order of the items. At most `window` items are read
 * and not yet given back, so that a slow taker slows the reader. An error ends it when what was read before it has been
 * given back.
 */
export async function* inOrder<Item, Result>(
  items: AsyncIterable<Item>,
  work: (item: Item) => Promise<Result>,
  window: number,
): AsyncGenerator<Result> {
  const iterator = items[Symbol.asyncIterator]();
  const begun: Begun<Result>[] = [];
  const state: { ended: Ended } = { ended: null };
  let reading: Promise<void> | null = null;
  try {
    for (;;) {
      if (state.ended === null && reading === null && begun.length < window) {
        reading = readInto(iterator, (value) => begun.push(begin(work(value)))).then((end) => {
          reading = null;
          state.ended = end;
        });
      }
      const [first] = begun;
      if (first?.settled) {
        begun.shift();
        yield await first.result;
        continue;
      }
      if (first === undefined && state.ended !== null) {
        if ('error' in state.ended) throw state.ended.error;
        return;
      }
      await Promise.race([reading, first?.result].filter((wait) => wait != null));
    }
  } finally {
    // A reader that waits for its input, such as a pipe, would not hear of the end; it ends with its stream.
    if (reading === null) await iterator.return?.();
  }
}

/** How the items ended; null while there may be more. */
type Ended = { error: unknown } | Record<string, never> | null;

async function readInto<Item>(iterator: AsyncIterator<Item>, take: (item: Item) => void): Promise<Ended> {
  try {
    const { done, value } = await iterator.next();
    if (done) return {};
    take(value);
    return null;
  } catch (error) {
    return { error };
  }
}

function begin<Result>(result: Promise<Result>): Begun<Result> {
  const entry: Begun<Result> = { settled: false, result };
  const settle = (): void => {
    entry.settled = true;
  };
  // Also keeps an error that comes out of turn from being reported as unhandled.
  result.then(settle, settle);
  return entry;
}
