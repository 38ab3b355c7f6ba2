import { parseArgs } from 'node:util';
import type { Resampling, Target } from '../evaluate/index.ts';
import { LABELS, type Label } from '../labels.ts';
import { RESAMPLING_OPTIONS, resamplingOptions } from './evaluate-options.ts';
import { finiteNumber, GOLD_OPTIONS, type GoldOptions, goldOptions, splitAt } from './gold-options.ts';
import { oneOf, onlyPositional, orUsage, usage } from './options.ts';

/** What `coinscreen tune` was asked to do. */
export interface TuneOptions extends GoldOptions {
  target: Target;
  labels: Label[];
  /** Where the policy goes; `-` is standard output. */
  output: string;
  resampling: Resampling;
}

const EXPECTED_TARGET = '--target precision=NUMBER, fpr=NUMBER or f1';

/**
 * Reads the arguments of `tune`; null asks for its help.
 *
 * @throws {CoinscreenError} USAGE
 */
export function parseTune(args: readonly string[]): TuneOptions | null {
  const { values, positionals } = orUsage(() =>
    parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...GOLD_OPTIONS,
        ...RESAMPLING_OPTIONS,
        target: { type: 'string' },
        label: { type: 'string', multiple: true },
        output: { type: 'string', short: 'o' },
      },
    }),
  );
  if (values.help) return null;
  const named = (values.label ?? []).map((label) => oneOf(LABELS, label, '--label'));
  return {
    ...goldOptions(onlyPositional(positionals, 'GOLD'), values),
    target: parseTarget(values.target ?? usage(`found no target, expected ${EXPECTED_TARGET}`)),
    labels: named.length > 0 ? [...new Set(named)] : [...LABELS],
    output: values.output ?? usage('found no output, expected -o POLICY'),
    resampling: resamplingOptions(values),
  };
}

function parseTarget(found: string): Target {
  if (found === 'f1') return { kind: 'f1' };
  const [kind, limit] = splitAt(found, found.indexOf('='), EXPECTED_TARGET);
  const number = finiteNumber(limit, '--target');
  if ((kind !== 'precision' && kind !== 'fpr') || number < 0 || number > 1) {
    return usage(`found --target ${found}, expected ${EXPECTED_TARGET}, the number 0-1`);
  }
  return { kind, limit: number };
}
