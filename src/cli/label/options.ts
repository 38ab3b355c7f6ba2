import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { FILE_FORMATS, type FileFormat } from '../../io/index.ts';
import type { ClassifierOptions } from '../../resources.ts';
import { COMMON, classifierOptions, oneOf, orUsage, positiveInteger, usage } from '../options.ts';
import type { Workers } from './pool.ts';

/** What `coinscreen label` was asked to do. */
export interface LabelOptions {
  /** Files and patterns; `-` alone for standard input. */
  inputs: string[];
  /** A file, a folder for several inputs, or `-`. */
  output: string;
  textField: string;
  /** Null: by the ending of each file. */
  format: FileFormat | null;
  /** Where refused rows go; null: a sample to standard error. */
  errors: string | null;
  /** Where the summary goes as JSON. */
  summary: string | null;
  /** Go on where an earlier run stopped. */
  resume: boolean;
  /** Rows after which the output is made to stand. */
  partRows: number;
  workers: Workers;
  classifier: ClassifierOptions;
}

/** A second of work and about a megabyte: larger parts are not faster, and a run of a million rows would hold more. */
const PART_ROWS = '2000';
const MOST_PART_ROWS = 1_000_000;

/**
 * Reads the arguments of `label`; null asks for its help.
 *
 * @throws {CoinscreenError} USAGE
 */
export function parseLabel(args: readonly string[]): LabelOptions | null {
  const { values, positionals } = orUsage(() =>
    parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...COMMON,
        output: { type: 'string', short: 'o' },
        'text-field': { type: 'string', default: 'text' },
        format: { type: 'string' },
        errors: { type: 'string' },
        summary: { type: 'string' },
        resume: { type: 'boolean', default: false },
        'part-rows': { type: 'string', default: PART_ROWS },
        workers: { type: 'string', default: 'auto' },
      },
    }),
  );
  if (values.help) return null;
  const options: LabelOptions = {
    inputs: positionals,
    output: values.output ?? (positionals.join() === '-' ? '-' : usage('found no output, expected -o OUTPUT')),
    textField: values['text-field'],
    format: values.format === undefined ? null : oneOf(FILE_FORMATS, values.format, '--format'),
    errors: values.errors ?? null,
    summary: values.summary ?? null,
    resume: values.resume,
    partRows: partRows(values['part-rows']),
    workers: values.workers === 'auto' ? 'auto' : positiveInteger(values.workers, '--workers'),
    classifier: classifierOptions(values),
  };
  check(options);
  return options;
}

function partRows(found: string): number {
  const rows = Number(found);
  if (Number.isInteger(rows) && rows >= 1 && rows <= MOST_PART_ROWS) return rows;
  return usage(`found --part-rows ${found}, expected a whole number 1-${MOST_PART_ROWS}`);
}

function check({ inputs, output, errors, summary, resume }: LabelOptions): void {
  if (inputs.length === 0) usage('found 0 arguments, expected one INPUT or more');
  if (inputs.length > 1 && inputs.includes('-')) usage('found - among several inputs, expected files, or - alone');
  if (resume && (output === '-' || inputs.includes('-'))) {
    usage('found --resume with a stream, expected files; a stream cannot be read again');
  }
  for (const [option, path] of [['--errors', errors] as const, ['--summary', summary] as const]) {
    if (path === '-') usage(`found ${option} -, expected a file; without it a part goes to standard error`);
    if (path !== null && resolve(path) === resolve(output)) {
      usage(`found one file for ${option} and --output, expected two`);
    }
  }
}
