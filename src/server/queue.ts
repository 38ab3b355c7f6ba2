import { CoinscreenError } from '../errors.ts';
import { MAX_BODY_BYTES } from './options.ts';

/** UTF-16 units that may wait in all, so that a queue of long texts cannot fill the memory. */
const MAX_WAITING_UNITS = MAX_BODY_BYTES;

/** Something with a text that waits for a worker. */
export interface Waiting {
  readonly text: string;
}

/** First in, first out, with a bound, and with a way out for those whose client has gone. */
export interface Queue<Job extends Waiting> {
  readonly size: number;
  /**
   * Takes all jobs or none.
   *
   * @throws {CoinscreenError} QUEUE_FULL
   */
  add(jobs: readonly Job[]): void;
  /** The oldest jobs, at most `count`. */
  take(count: number): Job[];
  /** Drops jobs; those that are not waiting are passed over. */
  drop(jobs: readonly Job[]): void;
}

/** An empty queue for at most `limit` texts. */
export function createQueue<Job extends Waiting>(limit: number): Queue<Job> {
  // A set keeps the order of arrival and forgets a job in constant time.
  const jobs = new Set<Job>();
  let units = 0;

  function remove(job: Job): void {
    if (jobs.delete(job)) units -= job.text.length;
  }

  return {
    get size() {
      return jobs.size;
    },
    add(added) {
      const more = added.reduce((sum, { text }) => sum + text.length, 0);
      if (jobs.size + added.length > limit || units + more > MAX_WAITING_UNITS) {
        throw new CoinscreenError(
          'QUEUE_FULL',
          `found ${jobs.size} texts waiting, expected room for ${added.length} more among ${limit}; try again later`,
        );
      }
      for (const job of added) jobs.add(job);
      units += more;
    },
    take(count) {
      const taken: Job[] = [];
      for (const job of jobs) {
        if (taken.length === count) break;
        taken.push(job);
      }
      for (const job of taken) remove(job);
      return taken;
    },
    drop: (dropped) => dropped.forEach(remove),
  };
}
