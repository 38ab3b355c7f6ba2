/** How many workers may work at once. */
export interface Pace {
  width(): number;
  /** Resolves when one more may work. */
  enter(): Promise<void>;
  /** One has worked. */
  leave(): void;
  /** Tells what `thread` did just now, which the search for the best width reads. */
  note(thread: number, posts: number): void;
}

/** Posts are counted for so long at each width, in milliseconds. */
const MEASURED = 1000;
/** A wider pace is kept only if it is so many times as fast: threads cost memory, and posts differ. */
const WORTH = 1.15;

/** Lets `width` workers work at once. */
export function fixedPace(width: number): Pace {
  return paceOf(
    () => width,
    () => {},
  );
}

/**
 * Begins with one worker and doubles for as long as that pays, up to `most`: cores that a container or a neighbour holds
 * back cannot be counted, only felt.
 */
export function searchedPace(most: number, now: () => number = () => performance.now()): Pace {
  let width = 1;
  let searching = most > 1;
  let best = { width: 1, rate: 0 };
  let started: number | null = null;
  let counted = 0;
  const threads = new Set<number>();

  const settle = (rate: number): void => {
    const pays = rate > best.rate * WORTH;
    if (pays) best = { width, rate };
    searching = pays && width < most;
    width = searching ? Math.min(width * 2, most) : best.width;
    started = null;
  };
  return paceOf(
    () => width,
    (thread, posts) => {
      if (!searching) return;
      threads.add(thread);
      // A worker that still loads would speak against its width.
      if (threads.size < width) return;
      if (started === null) {
        started = now();
        counted = 0;
        return;
      }
      counted += posts;
      const seconds = (now() - started) / 1000;
      if (seconds * 1000 >= MEASURED) settle(counted / seconds);
    },
  );
}

function paceOf(width: () => number, note: Pace['note']): Pace {
  let working = 0;
  const waiting: (() => void)[] = [];
  const admit = (): void => {
    while (working < width() && waiting.length > 0) {
      working += 1;
      waiting.shift()!();
    }
  };
  return {
    width,
    note,
    enter() {
      return new Promise((resolve) => {
        waiting.push(resolve);
        admit();
      });
    },
    leave() {
      working -= 1;
      admit();
    },
  };
}
