import { PassThrough, Readable } from 'node:stream';
import type { Classifier } from '../../src/classifier.ts';
import { dispatch } from '../../src/cli/dispatch.ts';
import type { Io, OutputStream } from '../../src/cli/io.ts';
import { answersOf } from '../../src/cli/label/answers.ts';
import type { ClassifierOptions } from '../../src/resources.ts';
import { checkText } from '../../src/text.ts';
import { fakeResult } from '../io/fake-result.ts';

/** A classifier that blocks what holds "usdt" and passes the rest. */
export function fakeClassifier(overrides: Partial<Classifier> = {}): Classifier {
  const classify = async (text: string) => {
    checkText(text);
    return fakeResult(text);
  };
  return {
    versions: fakeResult('').versions,
    cacheHits: 0,
    classify,
    classifyBatch: async (texts) => Promise.all(texts.map(classify)),
    explain: async (text) => ({
      folded: text.toLowerCase(),
      folds: [],
      tokens: [{ text: 'selling', stem: 'sell' }],
      hits: [],
      hidden: [],
      windows: 1,
      stages: [
        { label: 'trading_channel', keyword: 0.5, gate: null, skimmer: null, model: null, fused: 0.9, threshold: 0.6 },
      ],
      result: await classify(text),
    }),
    reloadLexicon: () => {},
    close: async () => {},
    ...overrides,
  };
}

/** What a run of the program left behind. */
export interface Run {
  code: number;
  stdout: string;
  stderr: string;
  classifierOptions: ClassifierOptions[];
}

/** Runs the program in this process over fake streams. */
export async function run(
  args: string[],
  { stdin = '', terminal = false, env = {}, classifier = fakeClassifier(), ...rest }: RunOptions = {},
): Promise<Run> {
  const [stdout, stderr] = [collector(terminal), collector(terminal)];
  const classifierOptions: ClassifierOptions[] = [];
  const code = await dispatch(args, {
    stdin: Readable.from([Buffer.from(stdin)]),
    stdout: stdout.stream,
    stderr: stderr.stream,
    env,
    signal: new AbortController().signal,
    createClassifier: async (options) => {
      classifierOptions.push(options);
      return classifier;
    },
    openLabeller: async (options) => {
      classifierOptions.push(options);
      return {
        versions: classifier.versions,
        answerTexts: answersOf(classifier),
        window: 4,
        workers: () => 1,
        close: classifier.close,
      };
    },
    ...rest,
  });
  return { code, stdout: stdout.text(), stderr: stderr.text(), classifierOptions };
}

interface RunOptions extends Partial<Omit<Io, 'stdin'>> {
  stdin?: string | Uint8Array;
  terminal?: boolean;
  classifier?: Classifier;
}

function collector(isTTY: boolean): { stream: OutputStream; text: () => string } {
  const stream: OutputStream = Object.assign(new PassThrough(), { isTTY, columns: 80 });
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return { stream, text: () => Buffer.concat(chunks).toString() };
}
