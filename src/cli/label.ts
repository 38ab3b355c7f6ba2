import type { Classifier } from '../classifier.ts';
import { type Input, type Output, openInput, openOutput, readTable, writeToStream } from '../io/index.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Io } from './io.ts';
import { labelRows } from './label-rows.ts';
import type { LabelOptions } from './options.ts';
import { startProgress } from './progress.ts';
import { addBatch, emptySummary, type LabelSummary, renderSummary } from './summary.ts';

/** Labels a file and says on standard error what was done. */
export async function label(options: LabelOptions, io: Io): Promise<ExitCode> {
  const summary = await runLabel(options, io);
  await writeToStream(io.stderr, renderSummary(summary, options.errors));
  return summary.refused > 0 ? EXIT.refused : EXIT.done;
}

/**
 * Labels every row of the input and writes it, in order, to the output.
 *
 * @throws {CoinscreenError} for inputs, outputs and classifier options that cannot be used; the output
 *   is then left as it was
 */
export async function runLabel(options: LabelOptions, io: Io): Promise<LabelSummary> {
  const input = await openInput(options.input, io.stdin);
  const classifier = await io.createClassifier(options.classifier);
  const outputs: Output[] = [];
  try {
    const output = await openOutput(options.output, io.stdout);
    outputs.push(output);
    const errors = options.errors === null ? null : await openOutput(options.errors, io.stdout);
    if (errors !== null) outputs.push(errors);
    const summary = await labelTable(options, io, classifier, { input, output, errors });
    for (const each of outputs) await each.commit();
    return summary;
  } finally {
    for (const each of outputs) await each.discard();
    await classifier.close();
  }
}

interface Files {
  input: Input;
  output: Output;
  errors: Output | null;
}

async function labelTable(
  options: LabelOptions,
  io: Io,
  classifier: Classifier,
  { input, output, errors }: Files,
): Promise<LabelSummary> {
  const summary = emptySummary();
  const started = performance.now();
  const progress = startProgress(io.stderr, input.size);
  try {
    const table = await readTable(input.chunks, options.format, options.textField);
    if (table.header !== '') await output.write(table.header);
    for await (const batch of labelRows(table.rows, classifier)) {
      await output.write(batch.labelled.map(({ row, result }) => row.withResult(result)).join(''));
      await errors?.write(batch.refused.map((refusal) => `${JSON.stringify(refusal)}\n`).join(''));
      addBatch(summary, batch);
      progress.update(input.bytesRead(), summary.labelled + summary.refused);
      io.signal.throwIfAborted();
    }
  } finally {
    progress.stop();
  }
  summary.seconds = (performance.now() - started) / 1000;
  return summary;
}
