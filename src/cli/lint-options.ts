import { parseArgs } from 'node:util';
import type { Bound } from '../evaluate/index.ts';
import { finiteNumber, GOLD_OPTIONS, type GoldOptions, goldOptions, inputFormat, splitAt } from './gold-options.ts';
import { oneOf, onlyPositional, orUsage, positiveInteger } from './options.ts';

/** What is counted, and can be bounded. */
export const FINDINGS = [
  'empty',
  'overlong',
  'repeated_ids',
  'duplicates',
  'near_duplicates',
  'conflicts',
  'split_leaks',
  'leaks',
  'label_errors',
] as const;

/** A kind of finding. */
export type Finding = (typeof FINDINGS)[number];

/** What `coinscreen lint-data` was asked to do. */
export interface LintOptions extends GoldOptions {
  /** A file that should share no text with the first; read with the same options, all its rows. */
  other: Pick<GoldOptions, 'gold' | 'format'> | null;
  /** Where the document goes; `-` is standard output. */
  json: string | null;
  /** In UTF-16 units. */
  longest: number;
  limits: { finding: Finding; limit: Bound['limit'] }[];
}

/**
 * Reads the arguments of `lint-data`; null asks for its help.
 *
 * @throws {CoinscreenError} USAGE
 */
export function parseLint(args: readonly string[]): LintOptions | null {
  const { values, positionals } = orUsage(() =>
    parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...GOLD_OPTIONS,
        json: { type: 'string' },
        longest: { type: 'string', default: '5000' },
        max: { type: 'string', multiple: true },
      },
    }),
  );
  if (values.help) return null;
  const [gold, ...rest] = positionals;
  const other = rest.length === 0 ? null : onlyPositional(rest, 'OTHER');
  return {
    ...goldOptions(onlyPositional(gold === undefined ? [] : [gold], 'GOLD'), values),
    other: other === null ? null : { gold: other, format: inputFormat(other) },
    json: values.json ?? null,
    longest: positiveInteger(values.longest, '--longest'),
    limits: (values.max ?? []).map((found) => {
      const [finding, limit] = splitAt(found, found.indexOf('='), '--max NAME=NUMBER');
      return { finding: oneOf(FINDINGS, finding, '--max'), limit: finiteNumber(limit, '--max') };
    }),
  };
}
