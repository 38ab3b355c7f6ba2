import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const TYPESCRIPT = new URL('typescript.mjs', import.meta.url).href;

/** The service as a process of its own. */
export interface Started {
  url: string;
  child: ChildProcess;
  /** Lines of the log so far. */
  log: Record<string, unknown>[];
  /** Resolves with the exit code. */
  ended: Promise<number | null>;
  /** Waits for a line of the log. */
  logged(msg: string): Promise<Record<string, unknown>>;
  stop(): Promise<number | null>;
}

/** Starts `coinscreen serve` on a free port and waits until it listens. */
export async function startServe(args: readonly string[], env: Record<string, string> = {}): Promise<Started> {
  const child = spawn(process.execPath, ['--import', TYPESCRIPT, MAIN, 'serve', '--port', '0', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const log: Record<string, unknown>[] = [];
  const waiting = new Set<() => void>();
  createInterface({ input: child.stdout! }).on('line', (line) => {
    log.push(JSON.parse(line));
    for (const look of waiting) look();
  });
  const logged = (msg: string) =>
    new Promise<Record<string, unknown>>((resolve, reject) => {
      const look = () => {
        const line = log.find((each) => each.msg === msg);
        if (line === undefined) return;
        waiting.delete(look);
        resolve(line);
      };
      waiting.add(look);
      look();
      ended.then((code) => reject(new Error(`the service ended with code ${code} before it logged ${msg}`)));
    });
  const { address } = await logged('listening');
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  return { url: String(address), child, log, ended, logged, stop };
}
