import { CoinscreenError } from '../errors.ts';
import { packageVersion } from '../files.ts';
import { writeToStream } from '../io/index.ts';
import { classify } from './classify.ts';
import { evaluate } from './evaluate.ts';
import { parseEvaluate } from './evaluate-options.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { explain } from './explain.ts';
import { COMMAND_HELP, type CommandName, TOP_HELP } from './help.ts';
import type { Io } from './io.ts';
import { label } from './label/label.ts';
import { parseLabel } from './label/options.ts';
import { lintData } from './lint-data.ts';
import { parseLint } from './lint-options.ts';
import { parseClassify, parseExplain } from './options.ts';
import { parseServe } from './serve-options.ts';
import { tune } from './tune.ts';
import { parseTune } from './tune-options.ts';

/** A command with its arguments read; null when its help was asked for. */
type Prepared = ((io: Io) => Promise<ExitCode>) | null;

const COMMANDS: Record<CommandName, (args: readonly string[]) => Prepared> = {
  classify: (args) => prepared(parseClassify(args), classify),
  label: (args) => prepared(parseLabel(args), label),
  explain: (args) => prepared(parseExplain(args), explain),
  evaluate: (args) => prepared(parseEvaluate(args), evaluate),
  tune: (args) => prepared(parseTune(args), tune),
  // Loaded when needed: no other command needs a web server.
  serve: (args) => prepared(parseServe(args), async (options, io) => (await import('./serve.ts')).serve(options, io)),
  'lint-data': (args) => prepared(parseLint(args), lintData),
};

function prepared<Options>(options: Options | null, run: (options: Options, io: Io) => Promise<ExitCode>): Prepared {
  return options === null ? null : (io) => run(options, io);
}

/** Runs the program with `args` (without node and script). Never throws: every failure becomes a message and a code. */
export async function dispatch(args: readonly string[], io: Io): Promise<ExitCode> {
  const [name, ...rest] = args;
  const command = isCommand(name) ? name : null;
  try {
    if (command === null) return await withoutCommand(name, io);
    const run = COMMANDS[command](rest);
    if (run !== null) return await run(io);
    await writeToStream(io.stdout, COMMAND_HELP[command]);
    return EXIT.done;
  } catch (error) {
    return report(error, command, io);
  }
}

function isCommand(name: string | undefined): name is CommandName {
  return name !== undefined && Object.hasOwn(COMMANDS, name);
}

async function withoutCommand(name: string | undefined, io: Io): Promise<ExitCode> {
  if (name === '--help' || name === '-h') await writeToStream(io.stdout, TOP_HELP);
  else if (name === '--version') await writeToStream(io.stdout, `${packageVersion()}\n`);
  else {
    const expected = `expected ${Object.keys(COMMANDS).join(', ')}, --help or --version`;
    throw new CoinscreenError('USAGE', `found ${name ?? 'no command'}, ${expected}`);
  }
  return EXIT.done;
}

async function report(error: unknown, command: CommandName | null, io: Io): Promise<ExitCode> {
  if (io.signal.aborted) return EXIT.interrupted;
  // The reader of a pipe has seen enough, as in `coinscreen label posts.jsonl -o - | head`.
  if (error instanceof Error && 'code' in error && error.code === 'EPIPE') return EXIT.brokenPipe;
  if (!(error instanceof CoinscreenError) || error.code === 'INTERNAL') {
    await writeToStream(io.stderr, `${error instanceof Error ? error.stack : error}\n`);
    return EXIT.failed;
  }
  await writeToStream(io.stderr, `coinscreen: ${error.code}: ${error.message}\n`);
  if (error.code !== 'USAGE') return EXIT.failed;
  const [usageLine] = (command === null ? TOP_HELP : COMMAND_HELP[command]).split('\n');
  const helpCommand = command === null ? 'coinscreen --help' : `coinscreen ${command} --help`;
  await writeToStream(io.stderr, `${usageLine}\n${helpCommand} says more.\n`);
  return EXIT.usage;
}
