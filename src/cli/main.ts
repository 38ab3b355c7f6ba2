#!/usr/bin/env node
import { dispatch } from './dispatch.ts';

const interruption = new AbortController();
process.once('SIGINT', () => {
  interruption.abort();
  process.stdin.destroy();
});

// Failed writes reach the writer through their callbacks; without a listener Node.js would also throw them.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

process.exitCode = await dispatch(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  signal: interruption.signal,
  // Loaded when needed: help and usage errors need no native library.
  createClassifier: async (options) => (await import('../classifier.ts')).createClassifier(options),
  openLabeller: async (options, workers) => (await import('./label/pool.ts')).openPool(options, workers),
});
// An open standard input would keep the process alive.
process.stdin.destroy();
