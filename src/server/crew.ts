import type { Worker } from 'node:worker_threads';
import type { Task } from './messages.ts';
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
  /** Gives a free seat a batch. */
  send(seat: Seat, jobs: readonly Job[]): void;
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
  let closed: Promise<unknown> | null = null;
  let nextId = 0;

  async function occupy(seat: Seat): Promise<void> {
    seat.thread = await openThread(start(), {
      answered(answers, last) {
        for (const answer of answers) {
          seat.held.get(answer.id)!.settle(outcomeOf(answer));
          seat.held.delete(answer.id);
        }
        if (last) onFree(seat);
      },
      died(error) {
        seat.thread = null;
        for (const job of seat.held.values()) job.settle(error);
        seat.held.clear();
        seat.batch = { sentAt: 0, texts: 0 };
        onDeath(error);
        restart(seat);
      },
    });
    onFree(seat);
  }

  function restart(seat: Seat): void {
    const again = async () => {
      if (closed !== null) return;
      await occupy(seat).catch((error) => {
        onDeath(error);
        restart(seat);
      });
    };
    setTimeout(again, RESTART_MS).unref();
  }

  const crew: Crew = {
    seats,
    threads: () => seats.flatMap(({ thread }) => thread ?? []),
    send(seat, jobs) {
      seat.batch = { sentAt: performance.now(), texts: jobs.length };
      const tasks = jobs.map((job): Task => {
        const id = nextId++;
        seat.held.set(id, job);
        return { id, text: job.text, policy: job.policy };
      });
      seat.thread!.send(tasks);
    },
    async close() {
      closed ??= Promise.all(crew.threads().map((thread) => thread.close()));
      await closed;
    },
  };
  const opened = await Promise.allSettled(seats.map(occupy));
  const refused = opened.find((each) => each.status === 'rejected');
  if (refused === undefined) return crew;
  await crew.close();
  throw refused.reason;
}

function emptySeat(): Seat {
  return { thread: null, held: new Map(), batch: { sentAt: 0, texts: 0 } };
}
