import type { Classification } from '../result.ts';
import { errorOf } from './failure.ts';
import type { Answer } from './messages.ts';

/** One text of a request, on its way through the queue. */
export interface Job {
  readonly text: string;
  readonly policy: string;
  /** Takes the answer; an error refuses the whole request. */
  settle(outcome: Classification | Error): void;
}

/** A request split into jobs. */
export interface Split {
  jobs: Job[];
  /** In the order of the texts; rejects with the first error of a job, or with what the request was refused for. */
  results: Promise<Classification[]>;
  refuse(reason: unknown): void;
}

/** Splits the texts of a request, to be classified under one policy. */
export function splitRequest(texts: readonly string[], policy: string): Split {
  const found = new Array<Classification>(texts.length);
  let left = texts.length;
  const { promise, resolve, reject } = withResolvers<Classification[]>();
  const jobs = texts.map(
    (text, index): Job => ({
      text,
      policy,
      settle(outcome) {
        if (outcome instanceof Error) return reject(outcome);
        found[index] = outcome;
        left -= 1;
        if (left === 0) resolve(found);
      },
    }),
  );
  return { jobs, results: promise, refuse: reject };
}

/** What an answer of a worker means for its job. */
export function outcomeOf(answer: Answer): Classification | Error {
  return 'failure' in answer ? errorOf(answer.failure) : answer.result;
}

/** `Promise.withResolvers`, which Node.js has from version 22 on. */
function withResolvers<Value>() {
  let resolve!: (value: Value) => void;
  let reject!: (reason: unknown) => void;
  const promise = new Promise<Value>((accept, refuse) => {
    resolve = accept;
    reject = refuse;
  });
  return { promise, resolve, reject };
}
