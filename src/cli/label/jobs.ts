import { stat } from 'node:fs/promises';
import { basename, isAbsolute, join } from 'node:path';
import { CoinscreenError } from '../../errors.ts';
import { compressionOf, type FileFormat, fileFormatOf } from '../../io/index.ts';
import { usage } from '../options.ts';
import type { LabelOptions } from './options.ts';

/** One input and where its rows go. */
export interface Job {
  input: string;
  output: string;
  format: FileFormat;
}

/** The work of a run. */
export interface Plan {
  jobs: Job[];
  /** Where the checkpoint stands; null where nothing can be resumed: streams and devices. */
  checkpoint: string | null;
}

const GLOB = /[*?[\]{}]/;

/**
 * Finds the inputs, in the order named and within a pattern by name, and pairs them with outputs.
 *
 * @throws {CoinscreenError} USAGE; INPUT_UNREADABLE when a pattern finds nothing
 */
export async function planJobs(options: LabelOptions): Promise<Plan> {
  const inputs = await findInputs(options.inputs);
  const place = await kindOf(options.output);
  const intoFolder = options.output.endsWith('/') || place === 'folder';
  if (inputs.length > 1 && !intoFolder) {
    usage(`found ${inputs.length} inputs and the output ${options.output}, expected a folder: end its name with /`);
  }
  const jobs = inputs.map((input) => {
    if (intoFolder && input === '-') usage('found a folder as the output of a stream, expected a file');
    const output = intoFolder ? join(options.output, basename(input)) : options.output;
    return { input, output, format: commonFormat(input, output, options.format) };
  });
  checkOutputs(jobs);
  const resumable = inputs[0] !== '-' && options.output !== '-' && place !== 'device';
  const checkpoint = intoFolder ? join(options.output, 'coinscreen.checkpoint') : `${options.output}.checkpoint`;
  return { jobs, checkpoint: resumable ? checkpoint : null };
}

async function findInputs(named: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const name of named) {
    // A name that holds a bracket may be that of a file.
    if (!GLOB.test(name) || (await kindOf(name)) !== 'nothing') {
      found.push(name);
      continue;
    }
    // Loaded when needed: most runs name their files.
    const { glob } = await import('tinyglobby');
    const matches = await glob(name, { expandDirectories: false, absolute: isAbsolute(name) });
    if (matches.length === 0) {
      throw new CoinscreenError('INPUT_UNREADABLE', `found no file like ${name}, expected one or more`);
    }
    found.push(...matches.sort());
  }
  return found;
}

async function kindOf(path: string): Promise<'nothing' | 'file' | 'folder' | 'device'> {
  const stats = path === '-' ? null : await stat(path).catch(() => null);
  if (stats === null) return 'nothing';
  if (stats.isDirectory()) return 'folder';
  return stats.isFile() ? 'file' : 'device';
}

function checkOutputs(jobs: readonly Job[]): void {
  const outputs = new Set<string>();
  for (const { output } of jobs) {
    if (outputs.has(output)) usage(`found two inputs that would be written to ${output}, expected different names`);
    outputs.add(output);
  }
}

function commonFormat(input: string, output: string, named: FileFormat | null): FileFormat {
  const [from, to] = [input, output].map((path) => fileFormatOf(path) ?? named ?? unknownFormat(path));
  if (named === null && from && to && from !== to) {
    usage(`found ${from} as input and ${to} as output, expected one format for both`);
  }
  const format = named ?? from ?? to ?? 'jsonl';
  if (format === 'parquet' && (input === '-' || output === '-')) {
    usage('found Parquet as a stream, expected files: its index stands at its end');
  }
  if (format === 'parquet' && (compressionOf(input) ?? compressionOf(output)) !== null) {
    usage('found a packed Parquet file, expected a plain one: Parquet packs its columns itself');
  }
  return format;
}

function unknownFormat(path: string): null {
  if (path === '-') return null;
  const known = '.jsonl, .ndjson, .csv, .tsv (and .gz or .zst after it) or .parquet';
  return usage(`found ${path}, expected a name that ends in ${known}; or name the format with --format`);
}
