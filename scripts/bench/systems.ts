/**
 * Measures every system on one labelled file and prints the README's table. Arguments are those of `coinscreen evaluate`:
 * `npx tsx scripts/bench/systems.ts GOLD --where split=test --train TRAIN --train-where split=train`.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { TRAINED_SYSTEMS } from '../../src/baselines/names.ts';
import { createClassifier } from '../../src/classifier.ts';
import { dispatch } from '../../src/cli/dispatch.ts';
import type { EvaluationDocument } from '../../src/cli/evaluate.ts';
import { type Figures, figureText } from '../../src/evaluate/index.ts';

const LAYERS = ['keyword', 'model', 'hybrid'] as const;
const LEARNING_OPTIONS = ['--train', '--train-where', '--threshold'];

const [gold, ...options] = process.argv.slice(2);
if (gold === undefined) throw new Error('expected the arguments of coinscreen evaluate, GOLD first');
const folder = mkdtempSync(join(tmpdir(), 'coinscreen-'));

async function measure(system: string, args: readonly string[]): Promise<EvaluationDocument> {
  const json = join(folder, `${system}.json`);
  const code = await dispatch(['evaluate', gold!, '--system', system, '--slice', 'lang', '--json', json, ...args], {
    stdin: process.stdin,
    stdout: new PassThrough().resume(),
    stderr: process.stderr,
    env: process.env,
    signal: new AbortController().signal,
    createClassifier,
    openLabeller: () => Promise.reject(new Error('evaluate labels in its own thread')),
  });
  if (code !== 0) throw new Error(`coinscreen evaluate --system ${system} ended with ${code}`);
  return JSON.parse(readFileSync(json, 'utf8')) as EvaluationDocument;
}

/** The options without those of learning, which the layers refuse. */
function withoutLearning(args: readonly string[]): string[] {
  return args.filter((arg, at) => !LEARNING_OPTIONS.includes(arg) && !LEARNING_OPTIONS.includes(args[at - 1] ?? ''));
}

function cells(figures: Figures | undefined): string[] {
  return ['macro_f1', 'macro_average_precision', 'fpr'].map((name) =>
    figures === undefined ? '–' : figureText(figures[name]!),
  );
}

console.log(
  '| system | macro F1 | macro AP | fpr | macro F1, zh | macro F1, en |\n| --- | --- | --- | --- | --- | --- |',
);
for (const system of [...TRAINED_SYSTEMS, ...LAYERS]) {
  const learns = TRAINED_SYSTEMS.some((trained) => trained === system);
  const { evaluation } = await measure(system, learns ? options : withoutLearning(options));
  const [zh = '', en = ''] = ['zh', 'en'].map((lang) => cells(evaluation.slices[`lang=${lang}`]?.figures)[0]);
  console.log(`| ${[system, ...cells(evaluation.figures), zh, en].join(' | ')} |`);
}
rmSync(folder, { recursive: true });
process.stdin.destroy();
