/**
 * Requests a second of `coinscreen serve` and of a minimal server around transformers.js with the same model, on this
 * machine, in turns: `npm run bench:serve -- [SECONDS] [FILE…]`, after `npm run build`. SECONDS is how long each turn
 * loads each server. FILEs are those of peers.ts; by default the posts written for this project, whose innocent ones are
 * harder than the world's: most of them pass the gate. The load shares the processors with what it measures.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { fullLoad, latencyOf, steadyLoad } from './load.ts';
import { machine, quantile, writeResults } from './machine.ts';
import { bodiesOf, requestTexts, type Server, start, startOwn, stop } from './servers.ts';
import { lengthsOf } from './traffic.ts';

const ROUNDS = 3;
const WARM_UP_SECONDS = 2;

const before = machine();
const [seconds = '10', ...named] = process.argv.slice(2);
const texts = requestTexts(named);
const bodies = bodiesOf(texts);

/** At half of what the server can, in requests a second. */
async function halfLoad({ url }: Server, capacity: number) {
  const rate = Math.max(1, Math.round(capacity / 2));
  const load = steadyLoad(url, bodies, rate);
  await sleep(Number(seconds) * 1000);
  await load.stop();
  const tally = load.turn();
  if (tally.answers['200'] !== tally.sent) {
    throw new Error(`answers to ${tally.sent}: ${JSON.stringify(tally.answers)}`);
  }
  return { asked: rate, answered: tally.sent, ...latencyOf(tally) };
}

async function measureRound() {
  const full = await fullLoad(ours, bodies, Number(seconds));
  const half = await halfLoad(ours, full.answeredPerSecond);
  return { full, half, peer: await fullLoad(peer, bodies, Number(seconds)) };
}

const ours = await startOwn();
const peer = await start(['--import', 'tsx', 'scripts/bench/peer-server.ts']);
for (const server of [ours, peer]) await fullLoad(server, bodies, WARM_UP_SECONDS);
const rounds: Awaited<ReturnType<typeof measureRound>>[] = [];
while (rounds.length < ROUNDS) rounds.push(await measureRound());
const code = await stop(ours);
await stop(peer);
if (code !== 0) throw new Error(`coinscreen serve ended with ${code}`);

const median = (value: (round: (typeof rounds)[number]) => number) => quantile(rounds.map(value), 0.5);
const figures = {
  what: 'requests a second with one post each, milliseconds; medians of rounds in turns',
  lengths: lengthsOf(texts),
  requestsPerSecond: {
    coinscreen: median(({ full }) => full.answeredPerSecond),
    'fastify and transformers.js': median((round) => round.peer.answeredPerSecond),
  },
  times: median(({ full, peer: other }) => full.answeredPerSecond / other.answeredPerSecond),
  atHalf: {
    requestsPerSecond: median(({ half }) => half.asked),
    p50Ms: median(({ half }) => half.p50Ms),
    p99Ms: median(({ half }) => half.p99Ms),
  },
  rounds,
};
console.log(JSON.stringify(figures, null, 2));
console.log(writeResults('serve', before, figures));
