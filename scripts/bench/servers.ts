import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { PACKAGE_ROOT } from '../../src/files.ts';
import { readPosts, traffic, writtenFiles } from './traffic.ts';

const REQUESTS = 2000;

/** A server in a process of its own. */
export interface Server {
  child: ChildProcess;
  pid: number;
  /** Where single posts are classified. */
  url: string;
}

/** Starts a server, waits for its line `listening` and sees that it answers. It does not outlive this process. */
export async function start(args: readonly string[]): Promise<Server> {
  const child = spawn(process.execPath, [...args], { cwd: PACKAGE_ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  process.on('exit', () => child.kill('SIGKILL'));
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) {
    const { msg, address } = JSON.parse(line);
    if (msg !== 'listening') continue;
    child.stdout.resume();
    const url = `${address}/v1/classify`;
    await checkAnswer(url);
    return { child, pid: child.pid!, url };
  }
  throw new Error('the server ended before it listened');
}

/** Starts `coinscreen serve` from the build. */
export function startOwn(...options: string[]): Promise<Server> {
  const args = ['serve', '--port', '0', '--workers', '2', '--log-level', 'info', ...options];
  return start(['dist/cli/main.js', ...args]);
}

async function checkAnswer(url: string): Promise<void> {
  const body = JSON.stringify({ input: '高价收U，秒到账' });
  const response = await fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
  const { results } = (await response.json()) as { results?: unknown[] };
  if (results?.[0] === undefined) throw new Error(`found status ${response.status} without a result`);
}

/** Asks the server to end; its exit code. */
export async function stop({ child }: Server): Promise<number | null> {
  const closed = once(child, 'close');
  child.kill('SIGTERM');
  const [code] = await closed;
  return code as number | null;
}

/** A post for each request, in the shares of realistic traffic; without files from those written for this project. */
export function requestTexts(files: readonly string[]): string[] {
  return traffic(readPosts(files.length > 0 ? files : writtenFiles()), REQUESTS, 1);
}

/** Bodies of requests with a text each. */
export function bodiesOf(texts: readonly string[]): string[] {
  return texts.map((text) => JSON.stringify({ input: text }));
}
