import type { Worker } from 'node:worker_threads';
import type { Answer, Task } from './messages.ts';
import { type Job, outcomeOf } from './request.ts';
import { openThread, type Thread } from './thread.ts';

/** A place for a worker; when its worker dies, another takes it. */
export interface Seat {
  /** Null while there is no worker. */
  thread: Thread | null;
  /** What the worker holds, by task id; empty when it is free. */
  held: Map<number, Job>;
  /** The batch that it holds. */
  batch: { sentAt: number; texts: number };
}

/** What a crew is made of, and who hears of it. */
export interface CrewOptions {
  start: () => Worker;
  workers: number;
  /** A seat has become free: its worker has opened, or has answered a batch, or died with it. */
  onFree(seat: Seat): void;
  /** A worker ended, or could not be started again. */
  onDeath(error: unknown): void;
}

/** Workers that are kept alive. */
export interface Crew {
  readonly seats: readonly Seat[];
  threads(): Thread[];
  close(): Promise<void>;
}

const RESTART_MS = 1000;

/**
 * Starts the workers and waits until all have opened.
 *
 * @throws {CoinscreenError} what `createClassifier` refuses
 */
export async function openCrew({ start, workers, onFree, onDeath }: CrewOptions): Promise<Crew> {
  const seats = Array.from({ length: workers }, emptySeat);
  let closed: Promise<void> | null = null;

  async function occupy(seat: Seat): Promise<void> {
    seat.thread = await openThread(start(), {
      answered(answers, last) {
        settle(seat, answers);
        if (last) onFree(seat);
      },
      died(error) {
        vacate(seat, error);
        onDeath(error);
        restart(seat);
      },
    });
    if (closed !== null) return seat.thread.close();
    onFree(seat);
  }

  function restart(seat: Seat): void {
    const failed = (error: unknown) => {
      onDeath(error);
      restart(seat);
    };
    setTimeout(() => closed ?? occupy(seat).catch(failed), RESTART_MS).unref();
  }

  const crew: Crew = {
    seats,
    threads: () => seats.flatMap(({ thread }) => thread ?? []),
    close() {
      closed ??= all(crew.threads().map((thread) => thread.close()));
      return closed;
    },
  };
  try {
    await all(seats.map(occupy));
    return crew;
  } catch (error) {
    await crew.close();
    throw error;
  }
}

/** Waits until all have ended, then fails as the first that failed. */
async function all(works: Promise<void>[]): Promise<void> {
  await Promise.allSettled(works);
  await Promise.all(works);
}

/** Gives a free seat a batch. */
export function sendBatch(seat: Seat, jobs: readonly Job[]): void {
  seat.batch = { sentAt: performance.now(), texts: jobs.length };
  const tasks = jobs.map((job, id): Task => {
    seat.held.set(id, job);
    return { id, text: job.text, policy: job.policy };
  });
  seat.thread!.send(tasks);
}

function settle(seat: Seat, answers: readonly Answer[]): void {
  for (const answer of answers) {
    seat.held.get(answer.id)!.settle(outcomeOf(answer));
    seat.held.delete(answer.id);
  }
}

/** What a dead worker held fails: it may be what killed it, so no other worker gets it. */
function vacate(seat: Seat, error: Error): void {
  for (const job of seat.held.values()) job.settle(error);
  Object.assign(seat, emptySeat());
}

function emptySeat(): Seat {
  return { thread: null, held: new Map(), batch: { sentAt: 0, texts: 0 } };
}
