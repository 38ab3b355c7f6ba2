/**
 * `coinscreen serve` under twice the load that it can take: `npm run bench:soak -- [MINUTES] [FILE…]` (10 minutes, FILEs as
 * for serve.ts), after `npm run build`, on Linux. Ends with 1 when a request got no answer or another than 200 and 429, when
 * memory grew after the first minute, or when SIGTERM in the middle of the load lost a request.
 */
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fullLoad, latencyOf, steadyLoad, type Tally } from './load.ts';
import { machine, quantile, writeResults } from './machine.ts';
import { memoryOf } from './process.ts';
import { bodiesOf, requestTexts, type Server, startOwn, stop } from './servers.ts';

const CAPACITY_SECONDS = 10;
const SAMPLE_SECONDS = 5;
const QUEUE = 256;
/** Samples of a minute, whose median is compared: the collector works when it likes. */
const MINUTE = 60 / SAMPLE_SECONDS;
const MOST_GROWTH = 0.1;
const SETTLE_MS = 1000;
const DRAIN_AFTER_MS = 3000;

/** Memory in millions of bytes, each few seconds. */
async function sampleMemory({ pid }: Server, minutes: number): Promise<number[]> {
  const samples: number[] = [];
  for (let left = Math.max(1, Math.round(minutes * MINUTE)); left > 0; left -= 1) {
    await sleep(SAMPLE_SECONDS * 1000);
    const memory = memoryOf(pid);
    if (memory === null) throw new Error('the server has ended under load');
    samples.push(memory.now);
  }
  return samples;
}

function growthOf(samples: readonly number[]) {
  // A short run has one minute, or less, that is first and last.
  const afterFirstMinute = quantile(samples.slice(-Math.max(MINUTE, samples.length - MINUTE)).slice(0, MINUTE), 0.5);
  const atEnd = quantile(samples.slice(-MINUTE), 0.5);
  return { afterFirstMinute, atEnd, more: atEnd / afterFirstMinute - 1, samples };
}

const countOf = ({ answers }: Tally, outcomes: readonly string[]): number =>
  outcomes.reduce((sum, outcome) => sum + (answers[outcome] ?? 0), 0);
/** What came with a status; an error has a name. */
const answersOf = (tally: Tally): number =>
  countOf(
    tally,
    Object.keys(tally.answers).filter((key) => /^\d/.test(key)),
  );

/** Requests that the server says it took, to their end or not. */
function countTaken({ child }: Server): () => number {
  let taken = 0;
  createInterface({ input: child.stdout! }).on('line', (line) => {
    if (JSON.parse(line).msg === 'answered') taken += 1;
  });
  return () => taken;
}

/**
 * Ends the server in the middle of a load. What is sent afterwards may be refused, or reset where the system took the
 * connection and the server no more; but what the server took must be answered.
 */
async function drain(server: Server, bodies: readonly string[], rate: number) {
  // The lines of the load before are on their way.
  await sleep(SETTLE_MS);
  const taken = countTaken(server);
  const load = steadyLoad(server.url, bodies, rate);
  await sleep(DRAIN_AFTER_MS);
  const exit = stop(server);
  const before = load.turn();
  const code = await exit;
  await load.stop();
  const after = load.turn();
  const answered = answersOf(before) + answersOf(after);
  return {
    exitCode: code,
    before: { sent: before.sent, answers: before.answers },
    after: { sent: after.sent, answers: after.answers },
    lostOfBefore: before.sent - countOf(before, ['200', '429', '503']),
    lostOfTaken: taken() - answered,
    otherAfter: after.sent - countOf(after, ['200', '429', '503', 'ECONNREFUSED', 'ECONNRESET']),
  };
}

const before = machine();
const [minutes = '10', ...named] = process.argv.slice(2);
const bodies = bodiesOf(requestTexts(named));
const server = await startOwn('--queue', String(QUEUE));
const { answeredPerSecond: capacity } = await fullLoad(server, bodies, CAPACITY_SECONDS);
const rate = Math.round(2 * capacity);
const load = steadyLoad(server.url, bodies, rate);
const memory = growthOf(await sampleMemory(server, Number(minutes)));
await load.stop();
const tally = load.turn();
const drained = await drain(server, bodies, rate);
const other = tally.sent - countOf(tally, ['200', '429']);
const failures = [
  other > 0 && `${other} requests got another answer than 200 and 429, or none`,
  memory.more > MOST_GROWTH && `memory grew by ${(100 * memory.more).toFixed(0)} % after the first minute`,
  drained.lostOfBefore > 0 && `${drained.lostOfBefore} requests sent before SIGTERM got no answer`,
  drained.lostOfTaken !== 0 && `${drained.lostOfTaken} requests that the server took got no answer`,
  drained.otherAfter > 0 && `${drained.otherAfter} requests after SIGTERM ended otherwise than answered or refused`,
  drained.exitCode !== 0 && `the server ended with ${drained.exitCode}`,
].filter((failure) => failure !== false);
const figures = {
  what: 'requests with one post each at twice the capacity; memory in millions of bytes; SIGTERM in the middle of load',
  minutes: Number(minutes),
  queue: QUEUE,
  capacityPerSecond: capacity,
  askedPerSecond: rate,
  sent: tally.sent,
  held: tally.held,
  answered: tally.answers['200'] ?? 0,
  refusedFor429: tally.answers['429'] ?? 0,
  other,
  outcomes: tally.answers,
  ...latencyOf(tally),
  megabytes: memory,
  sigterm: drained,
  failures,
};
console.log(JSON.stringify(figures, null, 2));
console.log(writeResults('soak', before, figures));
process.exitCode = failures.length > 0 ? 1 : 0;
