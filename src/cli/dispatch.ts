import { CoinscreenError } from '../errors.ts';
import { packageVersion } from '../files.ts';
import { writeToStream } from '../io/output.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { COMMAND_HELP, type CommandName, TOP_HELP } from './help.ts';
import type { Io } from './io.ts';

/** A command with its arguments read; null when its help was asked for. */
type Prepared = ((io: Io) => Promise<ExitCode>) | null;

/** Every command loads its own modules: what the others need would cost each start time and memory. */
const COMMANDS: Record<CommandName, (args: readonly string[]) => Promise<Prepared>> = {
  classify: async (args) =>
    prepared((await import('./options.ts')).parseClassify(args), async () => (await import('./classify.ts')).classify),
  label: async (args) =>
    prepared(
      (await import('./label/options.ts')).parseLabel(args),
      async () => (await import('./label/label.ts')).label,
    ),
  explain: async (args) =>
    prepared((await import('./options.ts')).parseExplain(args), async () => (await import('./explain.ts')).explain),
  evaluate: async (args) =>
    prepared(
      (await import('./evaluate-options.ts')).parseEvaluate(args),
      async () => (await import('./evaluate.ts')).evaluate,
    ),
  tune: async (args) =>
    prepared((await import('./tune-options.ts')).parseTune(args), async () => (await import('./tune.ts')).tune),
  serve: async (args) =>
    prepared((await import('./serve-options.ts')).parseServe(args), async () => (await import('./serve.ts')).serve),
  'lint-data': async (args) =>
    prepared(
      (await import('./lint-options.ts')).parseLint(args),
      async () => (await import('./lint-data.ts')).lintData,
    ),
};

type Command<Options> = (options: Options, io: Io) => Promise<ExitCode>;

function prepared<Options>(options: Options | null, load: () => Promise<Command<Options>>): Prepared {
  return options === null ? null : async (io) => (await load())(options, io);
}

/** Runs the program with `args` (without node and script). Never throws: every failure becomes a message and a code. */
export async function dispatch(args: readonly string[], io: Io): Promise<ExitCode> {
  const [name, ...rest] = args;
  const command = isCommand(name) ? name : null;
  try {
    if (command === null) return await withoutCommand(name, io);
    const run = await COMMANDS[command](rest);
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
