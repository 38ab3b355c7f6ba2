import { Agent, request } from 'node:http';
import autocannon from 'autocannon';
import { quantile } from './machine.ts';
import { cpuSeconds } from './process.ts';
import type { Server } from './servers.ts';

const HEADERS = { 'content-type': 'application/json' };
const CONNECTIONS = 32;
const TICK_MS = 5;
/** Requests that may be under way; beyond, a server that hangs would take all sockets of the machine. */
const MOST_OPEN = 2000;
/** What takes longer counts as no answer. */
const ANSWER_MS = 60_000;

/** Loads a server with as much as it takes: requests answered a second, and its processor milliseconds for each. */
export async function fullLoad({ url, pid }: Server, bodies: readonly string[], seconds: number) {
  const before = cpuSeconds(pid);
  const result = await autocannon({
    url,
    method: 'POST',
    headers: HEADERS,
    requests: bodies.map((body) => ({ body })),
    connections: CONNECTIONS,
    duration: seconds,
  });
  const { non2xx, errors, duration, latency } = result;
  const answered = result['2xx'];
  if (answered === 0 || non2xx > 0 || errors > 0) throw new Error(`${non2xx} refused and ${errors} without an answer`);
  // Processor time says more than the rate where others use the machine.
  const cpuMs = (1000 * (cpuSeconds(pid) - before)) / answered;
  return { answeredPerSecond: answered / duration, cpuMs, p50Ms: latency.p50, p99Ms: latency.p99 };
}

/** What became of requests. */
export interface Tally {
  sent: number;
  /** Due, but not sent, because too many were under way. */
  held: number;
  /** By status, or by the code of the error where no answer came. */
  answers: Record<string, number>;
  /** From when a request was due to the end of its answer, for status 200. */
  milliseconds: number[];
}

/** A load that goes on until it is stopped. */
export interface SteadyLoad {
  /** Begins a new tally, into which the requests from now on count; gives back the one before. */
  turn(): Tally;
  /** Sends no more, and waits until all that were sent have ended. */
  stop(): Promise<void>;
}

/**
 * Sends `rate` requests a second, whether or not earlier ones were answered: a client that waits would hide how long
 * others have to. autocannon cannot: with a rate, each of its connections sends the requests of a second in a burst.
 */
export function steadyLoad(url: string, bodies: readonly string[], rate: number): SteadyLoad {
  // In turn, so that none is idle for so long that the server closes it as a request comes.
  const agent = new Agent({ keepAlive: true, scheduling: 'fifo' });
  const open = new Set<Promise<void>>();
  const started = performance.now();
  let tally = emptyTally();
  let due = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    const until = Math.floor(((now - started) / 1000) * rate);
    for (; due < until; due += 1) {
      if (open.size >= MOST_OPEN) {
        tally.held += 1;
        continue;
      }
      const dueAt = started + ((due + 1) / rate) * 1000;
      const sending = send(url, bodies[due % bodies.length]!, dueAt, agent, tally).finally(() => open.delete(sending));
      open.add(sending);
    }
  }, TICK_MS);
  return {
    turn() {
      const before = tally;
      tally = emptyTally();
      return before;
    },
    async stop() {
      clearInterval(timer);
      await Promise.all(open);
      agent.destroy();
    },
  };
}

function emptyTally(): Tally {
  return { sent: 0, held: 0, answers: {}, milliseconds: [] };
}

function send(url: string, body: string, dueAt: number, agent: Agent, tally: Tally): Promise<void> {
  tally.sent += 1;
  return new Promise((resolve) => {
    const end = (outcome: string): void => {
      tally.answers[outcome] = (tally.answers[outcome] ?? 0) + 1;
      resolve();
    };
    const headers = { ...HEADERS, 'content-length': Buffer.byteLength(body) };
    const signal = AbortSignal.timeout(ANSWER_MS);
    const sent = request(url, { method: 'POST', agent, headers, signal }, (response) => {
      response.resume();
      response.on('end', () => {
        if (response.statusCode === 200) tally.milliseconds.push(performance.now() - dueAt);
        end(String(response.statusCode));
      });
      response.on('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.name));
    });
    sent.on('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.name));
    sent.end(body);
  });
}

/** Half and nearly all of the answers came sooner. */
export function latencyOf({ milliseconds }: Tally) {
  return { p50Ms: quantile(milliseconds, 0.5), p99Ms: quantile(milliseconds, 0.99) };
}
