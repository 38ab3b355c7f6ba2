import { parseArgs } from 'node:util';
import { CoinscreenError } from '../errors.ts';
import type { ClassifierOptions } from '../resources.ts';

/** What `coinscreen classify` was asked to do. */
export interface ClassifyOptions {
  /** Empty: read standard input. */
  texts: string[];
  json: boolean;
  classifier: ClassifierOptions;
}

/** What `coinscreen explain` was asked to do. */
export interface ExplainOptions {
  text: string;
  json: boolean;
  classifier: ClassifierOptions;
}

const SEGMENTERS = ['jieba', 'nodejieba'] as const;

/** Options of every command. */
export const COMMON: {
  readonly model: { readonly type: 'string' };
  readonly lexicon: { readonly type: 'string'; readonly multiple: true };
  readonly policy: { readonly type: 'string' };
  readonly segmenter: { readonly type: 'string' };
  readonly threads: { readonly type: 'string' };
  readonly help: { readonly type: 'boolean'; readonly short: 'h' };
} = {
  model: { type: 'string' },
  lexicon: { type: 'string', multiple: true },
  policy: { type: 'string' },
  segmenter: { type: 'string' },
  threads: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Values of {@link COMMON}. */
export interface CommonValues {
  model?: string;
  lexicon?: string[];
  policy?: string;
  segmenter?: string;
  threads?: string;
}

/**
 * Reads the arguments of `classify`; null asks for its help.
 *
 * @throws {CoinscreenError} USAGE
 */
export function parseClassify(args: readonly string[]): ClassifyOptions | null {
  const { values, positionals } = parseTextArguments(args);
  if (values.help) return null;
  return { texts: positionals, json: values.json, classifier: classifierOptions(values) };
}

/**
 * Reads the arguments of `explain`; null asks for its help.
 *
 * @throws {CoinscreenError} USAGE
 */
export function parseExplain(args: readonly string[]): ExplainOptions | null {
  const { values, positionals } = parseTextArguments(args);
  if (values.help) return null;
  return { text: onlyPositional(positionals, 'TEXT'), json: values.json, classifier: classifierOptions(values) };
}

function parseTextArguments(args: readonly string[]) {
  const options = { ...COMMON, json: { type: 'boolean', default: false } } as const;
  return orUsage(() => parseArgs({ args: [...args], allowPositionals: true, options }));
}

/** What `parse` returns; its errors become those of usage. */
export function orUsage<Parsed>(parse: () => Parsed): Parsed {
  try {
    return parse();
  } catch (error) {
    throw new CoinscreenError('USAGE', error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/** Refuses the arguments. */
export function usage(message: string): never {
  throw new CoinscreenError('USAGE', message);
}

/** The one argument that is no option. */
export function onlyPositional(positionals: readonly string[], name: string): string {
  const [first] = positionals;
  if (first === undefined || positionals.length > 1) {
    return usage(`found ${positionals.length} arguments, expected one ${name}`);
  }
  return first;
}

/** The options of the classifier. */
export function classifierOptions(values: CommonValues): ClassifierOptions {
  return {
    ...(values.model !== undefined && { model: values.model === 'none' ? (false as const) : values.model }),
    ...(values.lexicon && { lexicon: values.lexicon }),
    ...(values.policy !== undefined && { policy: values.policy }),
    ...(values.segmenter !== undefined && { segmenter: oneOf(SEGMENTERS, values.segmenter, '--segmenter') }),
    ...(values.threads !== undefined && { threads: positiveInteger(values.threads, '--threads') }),
  };
}

/** `found`, which must be one of the choices. */
export function oneOf<Choice extends string>(choices: readonly Choice[], found: string, option: string): Choice {
  const choice = choices.find((name) => name === found);
  return choice ?? usage(`found ${option} ${found}, expected ${choices.join(' or ')}`);
}

/** A whole number from 1 to 9999. */
export function positiveInteger(found: string, option: string): number {
  return /^[1-9]\d{0,3}$/.test(found)
    ? Number(found)
    : usage(`found ${option} ${found}, expected a whole number from 1`);
}
