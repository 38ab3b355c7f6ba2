import { writeToStream } from '../io/index.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { type Io, usesColour } from './io.ts';
import type { ExplainOptions } from './options.ts';
import { renderExplanation } from './render-explanation.ts';

/**
 * Writes every stage's view of one post to standard output.
 *
 * @throws {CoinscreenError} for a text or classifier options that cannot be used
 */
export async function explain(options: ExplainOptions, io: Io): Promise<ExitCode> {
  const classifier = await io.createClassifier(options.classifier);
  try {
    const explanation = await classifier.explain(options.text);
    const rendered = options.json
      ? JSON.stringify(explanation)
      : renderExplanation(options.text, explanation, usesColour(io.stdout, io.env));
    await writeToStream(io.stdout, `${rendered}\n`);
    return EXIT.done;
  } finally {
    await classifier.close();
  }
}
