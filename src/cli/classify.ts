import { isRefusal, type Refusal, type Row, readLines, readRow, writeToStream } from '../io/index.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { type Io, usesColour } from './io.ts';
import type { ClassifyOptions } from './options.ts';
import { renderClassification } from './render.ts';

/** Classifies posts one by one, so that each answer comes as soon as its post has. */
export async function classify(options: ClassifyOptions, io: Io): Promise<ExitCode> {
  const { refused } = await runClassify(options, io);
  return refused > 0 ? EXIT.refused : EXIT.done;
}

/**
 * Writes one answer a post to standard output; what is refused goes to standard error.
 *
 * @throws {CoinscreenError} for classifier options that cannot be used
 */
export async function runClassify(options: ClassifyOptions, io: Io): Promise<{ classified: number; refused: number }> {
  const summary = { classified: 0, refused: 0 };
  const json = options.json || !io.stdout.isTTY;
  const colour = usesColour(io.stdout, io.env);
  const classifier = await io.createClassifier(options.classifier);
  try {
    for await (const post of posts(options.texts, io)) {
      if (isRefusal(post)) {
        summary.refused += 1;
        await writeToStream(io.stderr, `coinscreen: ${post.code}: post ${post.line}: ${post.message}\n`);
        continue;
      }
      const result = await classifier.classify(post.text);
      await writeToStream(
        io.stdout,
        json ? post.withAnswer(JSON.stringify(result)) : `${renderClassification(post.text, result, colour)}\n`,
      );
      summary.classified += 1;
      io.signal.throwIfAborted();
    }
  } finally {
    await classifier.close();
  }
  return summary;
}

async function* posts(texts: readonly string[], io: Io): AsyncGenerator<Row | Refusal> {
  for (const [index, text] of texts.entries()) yield post(index + 1, text);
  if (texts.length > 0) return;
  if (io.stdin.isTTY) {
    await writeToStream(io.stderr, 'Reading posts from the terminal, one a line; Ctrl-D ends.\n');
  }
  for await (const line of readLines(io.stdin)) {
    if (isRefusal(line)) yield line;
    else if (line.text.trim() !== '') yield post(line.line, line.text);
  }
}

function post(number: number, text: string): Row | Refusal {
  return readRow(number, () => ({ text, withAnswer: (answer) => `${answer}\n` }));
}
