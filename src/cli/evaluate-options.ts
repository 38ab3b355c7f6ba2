import { parseArgs } from 'node:util';
import { type Bound, FIGURES, type Resampling } from '../evaluate/index.ts';
import { finiteNumber, GOLD_OPTIONS, type GoldOptions, goldOptions, splitAt } from './gold-options.ts';
import { onlyPositional, orUsage, positiveInteger, usage } from './options.ts';
import { type BaselineOptions, SYSTEM_OPTIONS, systemOptions } from './system-options.ts';

/** What `coinscreen evaluate` was asked to do. */
export interface EvaluateOptions extends GoldOptions {
  /** Fields, or `length` or `month`. */
  slices: string[];
  /** Where the document goes; `-` is standard output. */
  json: string | null;
  report: string | null;
  /** The report shows no texts. */
  redact: boolean;
  bounds: Bound[];
  /** A document of an earlier run. */
  compare: string | null;
  resampling: Resampling;
  /** Null: the system is coinscreen, or a file of predictions. */
  baseline: BaselineOptions | null;
}

/** The options of the bootstrap in the form of `parseArgs`. */
export const RESAMPLING_OPTIONS: {
  readonly rounds: { readonly type: 'string'; readonly default: '1000' };
  readonly seed: { readonly type: 'string'; readonly default: '1' };
} = {
  rounds: { type: 'string', default: '1000' },
  seed: { type: 'string', default: '1' },
};

const SLICE_PREFIX = 'slice:';

/**
 * Reads the arguments of `evaluate`; null asks for its help.
 *
 * @throws {CoinscreenError} USAGE
 */
export function parseEvaluate(args: readonly string[]): EvaluateOptions | null {
  const { values, positionals } = orUsage(() =>
    parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...GOLD_OPTIONS,
        ...RESAMPLING_OPTIONS,
        slice: { type: 'string', multiple: true },
        json: { type: 'string' },
        report: { type: 'string' },
        redact: { type: 'boolean', default: false },
        min: { type: 'string', multiple: true },
        max: { type: 'string', multiple: true },
        compare: { type: 'string' },
        ...SYSTEM_OPTIONS,
      },
    }),
  );
  if (values.help) return null;
  if (values.report === '-') usage('found --report -, expected a file, such as report.html');
  if (values.redact && values.report === undefined) usage('found --redact without --report, expected both');
  const bounds = [
    ...(values.min ?? []).map((bound) => parseBound('min', bound)),
    ...(values.max ?? []).map((bound) => parseBound('max', bound)),
  ];
  const bounded = bounds.flatMap(({ slice }) => (slice === null ? [] : [slice.slice(0, slice.indexOf('='))]));
  const options = goldOptions(onlyPositional(positionals, 'GOLD'), values);
  return {
    ...options,
    ...systemOptions(options, values),
    slices: [...new Set([...(values.slice ?? []), ...bounded])],
    json: values.json ?? null,
    report: values.report ?? null,
    redact: values.redact,
    bounds,
    compare: values.compare ?? null,
    resampling: resamplingOptions(values),
  };
}

/** Reads `--rounds` and `--seed`. */
export function resamplingOptions(values: { rounds: string; seed: string }): Resampling {
  return { rounds: positiveInteger(values.rounds, '--rounds'), seed: positiveInteger(values.seed, '--seed') };
}

function parseBound(kind: Bound['kind'], found: string): Bound {
  const [name, limit] = splitAt(found, found.lastIndexOf('='), `--${kind} NAME=NUMBER`);
  const colon = name.lastIndexOf(':');
  const figure = name.slice(colon + 1);
  if (!FIGURES.includes(figure)) {
    usage(
      `found the figure ${figure}, expected such as macro_f1, micro_precision, issuance_recall, exact_match or fpr`,
    );
  }
  return {
    kind,
    slice: colon === -1 ? null : sliceOf(name.slice(0, colon)),
    figure,
    limit: finiteNumber(limit, `--${kind}`),
  };
}

function sliceOf(found: string): string {
  const slice = found.startsWith(SLICE_PREFIX) ? found.slice(SLICE_PREFIX.length) : '';
  splitAt(slice, slice.indexOf('='), 'slice:FIELD=VALUE:NAME=NUMBER');
  return slice;
}
