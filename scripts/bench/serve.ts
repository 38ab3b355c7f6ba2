/**
 * Requests a second of `coinscreen serve` and of a minimal server around transformers.js with the same model, on this
 * machine, one after the other: `npm run bench:serve -- [SECONDS] [FILE...]`. Of the posts 90 % are about anything, 9 % about
 * crypto and 1 % offers; FILEs are JSONL with `text`, and if there `labels` and `crypto_related`, by default those written for
 * this project, whose innocent posts are harder than the world's: most of them pass the gate.
 * The load comes from this process, so it shares the processors with what it measures. Needs `npm run build`.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import autocannon from 'autocannon';
import { PACKAGE_ROOT } from '../../src/files.ts';
import { pick, seededRandom } from '../evasion/random.ts';

interface Post {
  text: string;
  labels?: string[];
  crypto_related?: boolean;
}

const CORPUS = join(PACKAGE_ROOT, 'data', 'corpus');
const CONNECTIONS = 32;
const REQUESTS = 2000;
const TICKS_A_SECOND = 100;
const [seconds = '10', ...named] = process.argv.slice(2);
const files = named.length > 0 ? named : readdirSync(CORPUS).map((file) => join(CORPUS, file));

const posts = files.flatMap((file) =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Post),
);
const offers = posts.filter(({ labels = [] }) => labels.length > 0);
const talk = posts.filter(({ labels = [], crypto_related = false }) => labels.length === 0 && crypto_related);
const anything = posts.filter(({ labels = [], crypto_related = false }) => labels.length === 0 && !crypto_related);

const random = seededRandom(1);
const draw = (from: readonly Post[]) => pick(from, random)!.text;
const bodies = Array.from({ length: REQUESTS }, () => {
  const chance = random();
  return JSON.stringify({ input: draw(chance < 0.9 ? anything : chance < 0.99 ? talk : offers) });
});

interface Server {
  child: ChildProcess;
  address: string;
}

/** Starts a server and waits for its line `listening`. */
async function start(args: readonly string[]): Promise<Server> {
  const child = spawn(process.execPath, [...args], { cwd: PACKAGE_ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) {
    const { msg, address } = JSON.parse(line);
    if (msg !== 'listening') continue;
    child.stdout.resume();
    return { child, address };
  }
  throw new Error('the server ended before it listened');
}

/** Processor seconds that a process has used, from Linux. */
function cpuSeconds({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}

/** Loads a server for a while; with a rate, at that many requests a second. */
async function load(name: string, { child, address }: Server, rate: number | null) {
  const before = cpuSeconds(child);
  const result = await autocannon({
    url: `${address}/v1/classify`,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    requests: bodies.map((body) => ({ body })),
    connections: CONNECTIONS,
    duration: Number(seconds),
    ...(rate !== null && { overallRate: rate }),
  });
  if (result['2xx'] === 0 || result.non2xx > 0) throw new Error(`${name}: ${result.non2xx} requests were refused`);
  return {
    server: name,
    'asked/s': rate ?? 'all',
    'answered/s': Math.round(result['2xx'] / result.duration),
    // Says more than the rate where others use the machine.
    'cpu ms': Number(((1000 * (cpuSeconds(child) - before)) / result['2xx']).toFixed(2)),
    'p50 ms': result.latency.p50,
    'p99 ms': result.latency.p99,
    errors: result.errors,
  };
}

const rows = [];
const ours = await start(['dist/cli/main.js', 'serve', '--port', '0', '--workers', '2', '--log-level', 'info']);
await load('warm-up', ours, 50);
const full = await load('coinscreen serve', ours, null);
rows.push(full, await load('coinscreen serve', ours, Math.max(1, Math.round(full['answered/s'] / 2))));
ours.child.kill('SIGTERM');
const peer = await start(['--import', 'tsx', 'scripts/bench/peer-server.ts']);
await load('warm-up', peer, 20);
rows.push(await load('fastify and transformers.js', peer, null));
peer.child.kill('SIGTERM');

console.log(`${posts.length} posts to draw from, ${cpus().length} x ${cpus()[0]?.model}, Node ${process.version}`);
console.table(rows);
