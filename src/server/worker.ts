/** A worker thread: one classifier, which takes texts in batches of messages and answers each. */

import { parentPort, workerData } from 'node:worker_threads';
import { type Classifier, createClassifier } from '../classifier.ts';
import { loadPolicy, type Policy, policyPath, shippedPolicies } from '../policy/index.ts';
import { failureOf } from './failure.ts';
import type { Answer, Catalogue, Order, Report, Task, WorkerSettings } from './messages.ts';

const port = parentPort!;
const settings = workerData as WorkerSettings;

function report(message: Report): void {
  port.postMessage(message);
}

/** The policies of the package and the one that was named, by name; the named one wins. */
function readPolicies(): { policies: Map<string, Policy>; defaultPolicy: string } {
  const named = loadPolicy(policyPath(settings.classifier.policy));
  const policies = new Map(shippedPolicies().map((name) => [name, loadPolicy(policyPath(name))]));
  return { policies: policies.set(named.name, named), defaultPolicy: named.name };
}

let classifier: Classifier;
let known: ReturnType<typeof readPolicies>;

function catalogue(): Catalogue {
  const { policies, defaultPolicy } = known;
  const { name, version } = policies.get(defaultPolicy)!;
  const versions = { ...classifier.versions, policy: `${name}@${version}` };
  return { versions, defaultPolicy, policies: [...policies.values()] };
}

async function answer({ id, text, policy }: Task): Promise<Answer> {
  try {
    return { id, result: await classifier.classify(text, { policy: known.policies.get(policy)! }) };
  } catch (error) {
    return { id, failure: failureOf(error) };
  }
}

/**
 * Texts follow one another, never as rows of one tensor: int8 logits would depend on their neighbours, see
 * src/model/session.ts. What is batched is the messages.
 */
async function classify(tasks: readonly Task[]): Promise<void> {
  let answers: Answer[] = [];
  let sent = performance.now();
  for (const [index, task] of tasks.entries()) {
    answers.push(await answer(task));
    const last = index === tasks.length - 1;
    if (!last && performance.now() - sent < settings.batchMs) continue;
    report({ kind: 'answers', answers, last });
    answers = [];
    sent = performance.now();
  }
}

/** Reads lexicon and policies again; on a mistake all stay as they were. */
function reload(): Report {
  try {
    const read = readPolicies();
    classifier.reloadLexicon();
    known = read;
    return { kind: 'reloaded', catalogue: catalogue() };
  } catch (error) {
    return { kind: 'refused', failure: failureOf(error) };
  }
}

async function carryOut(order: Order): Promise<void> {
  if (order.kind === 'classify') return classify(order.tasks);
  if (order.kind === 'reload') return report(reload());
  port.close();
  return classifier.close();
}

// One order after the other, so that a batch is read with one lexicon and answered before the end.
let carriedOut = Promise.resolve();
port.on('message', (order: Order) => {
  carriedOut = carriedOut.then(() => carryOut(order));
});

try {
  known = readPolicies();
  classifier = await createClassifier(settings.classifier);
  report({ kind: 'opened', catalogue: catalogue() });
} catch (error) {
  report({ kind: 'refused', failure: failureOf(error) });
  port.close();
}
