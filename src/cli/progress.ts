import { SingleBar } from 'cli-progress';
import type { OutputStream } from './io.ts';

/** Shows how far a run has come. */
export interface Progress {
  update(bytes: number, rows: number): void;
  stop(): void;
}

const SILENT: Progress = { update() {}, stop() {} };

/**
 * A bar over the bytes of the input, on a terminal alone; without a known size only rows and rate. The time left
 * is taken from the whole run: the estimate of cli-progress looks at few updates, and bytes come in chunks.
 */
export function startProgress(stream: OutputStream, totalBytes: number | null): Progress {
  if (!stream.isTTY) return SILENT;
  const format =
    totalBytes === null ? '{rows} rows, {rate}/s' : '{bar} {percentage}%, {rows} rows, {rate}/s, {left} left';
  const bar = new SingleBar({ stream, format, barsize: 30, hideCursor: true, clearOnComplete: true });
  const started = performance.now();
  bar.start(totalBytes ?? 0, 0, { rows: 0, rate: 0, left: '?' });
  return {
    update(bytes, rows) {
      const seconds = (performance.now() - started) / 1000;
      const left = formatDuration(bytes > 0 ? (seconds * ((totalBytes ?? 0) - bytes)) / bytes : 0);
      bar.update(bytes, { rows, rate: Math.round(rows / seconds), left });
    },
    stop: () => bar.stop(),
  };
}

/** A duration for people, such as `45 s`, `3 min 20 s` or `2 h 5 min`. */
export function formatDuration(duration: number): string {
  const seconds = Math.max(0, Math.round(duration));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
