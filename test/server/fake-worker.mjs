// A worker that speaks the messages of src/server/messages.ts: it answers "wait N" after N milliseconds, dies at
// "die", fails at "fail", and cannot open where it is told so.
import { parentPort, workerData } from 'node:worker_threads';

const port = parentPort;
let reloads = 0;
const catalogue = () => ({ versions: { lexicon: String(reloads) }, defaultPolicy: 'p', policies: [] });
const failure = { code: 'INTERNAL', message: 'found a failure', frames: [] };

async function answer({ id, text, policy }) {
  if (text === 'die') process.exit(3);
  if (text === 'fail') return { id, failure };
  const milliseconds = /^wait (\d+)/.exec(text)?.[1] ?? 0;
  await new Promise((resolve) => setTimeout(resolve, Number(milliseconds)));
  return { id, result: { text, policy } };
}

async function carryOut({ kind, tasks }) {
  if (kind === 'close') port.close();
  else if (kind === 'reload') {
    reloads += 1;
    if (workerData.reload === 'refuse') port.postMessage({ kind: 'refused', failure });
    else port.postMessage({ kind: 'reloaded', catalogue: catalogue() });
  } else {
    for (const [index, task] of tasks.entries()) {
      port.postMessage({ kind: 'answers', answers: [await answer(task)], last: index === tasks.length - 1 });
    }
  }
}

let carriedOut = Promise.resolve();
port.on('message', (order) => {
  carriedOut = carriedOut.then(() => carryOut(order));
});

if (workerData.open === 'refuse') {
  port.postMessage({ kind: 'refused', failure });
  port.close();
} else port.postMessage({ kind: 'opened', catalogue: catalogue() });
