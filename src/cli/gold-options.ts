import { type LabelNames, labelNames, NO_LABEL } from '../evaluate/index.ts';
import { type FileFormat, fileFormatOf } from '../io/index.ts';
import { LABELS } from '../labels.ts';
import type { ClassifierOptions } from '../resources.ts';
import { COMMON, type CommonValues, classifierOptions, usage } from './options.ts';

/** A labelled file, which of its rows count, and who answers for them. */
export interface GoldOptions {
  gold: string;
  format: FileFormat;
  textField: string;
  where: Condition[];
  uncertain: boolean;
  /** Null: coinscreen labels the file itself. */
  predictions: PredictionOptions | null;
  classifier: ClassifierOptions;
}

/** Rows that count have this value in this field. */
export interface Condition {
  field: string;
  value: string;
}

/** A file of another system's answers. */
export interface PredictionOptions {
  path: string;
  format: FileFormat;
  idField: string;
  names: LabelNames;
  threshold: number;
}

/** The options in the form of `parseArgs`. */
export const GOLD_OPTIONS: typeof COMMON & {
  readonly where: { readonly type: 'string'; readonly multiple: true };
  readonly uncertain: { readonly type: 'boolean'; readonly default: false };
  readonly 'text-field': { readonly type: 'string'; readonly default: 'text' };
  readonly predictions: { readonly type: 'string' };
  readonly 'id-field': { readonly type: 'string'; readonly default: 'id' };
  readonly map: { readonly type: 'string'; readonly multiple: true };
  readonly threshold: { readonly type: 'string'; readonly default: '0.5' };
} = {
  ...COMMON,
  where: { type: 'string', multiple: true },
  uncertain: { type: 'boolean', default: false },
  'text-field': { type: 'string', default: 'text' },
  predictions: { type: 'string' },
  'id-field': { type: 'string', default: 'id' },
  map: { type: 'string', multiple: true },
  threshold: { type: 'string', default: '0.5' },
};

/** Values of {@link GOLD_OPTIONS}. */
export interface GoldValues extends CommonValues {
  where?: string[];
  uncertain: boolean;
  'text-field': string;
  predictions?: string;
  'id-field': string;
  map?: string[];
  threshold: string;
}

/**
 * Reads the options of a labelled file.
 *
 * @throws {CoinscreenError} USAGE
 */
export function goldOptions(gold: string, values: GoldValues): GoldOptions {
  return {
    gold,
    format: inputFormat(gold),
    textField: values['text-field'],
    where: conditions(values.where, '--where'),
    uncertain: values.uncertain,
    predictions: values.predictions === undefined ? null : predictionOptions(values.predictions, values),
    classifier: classifierOptions(values),
  };
}

/** Reads `FIELD=VALUE` conditions. */
export function conditions(found: readonly string[] | undefined, option: string): Condition[] {
  return (found ?? []).map((condition) => {
    const [field, value] = splitAt(condition, condition.indexOf('='), `${option} FIELD=VALUE`);
    return { field, value };
  });
}

function predictionOptions(path: string, values: GoldValues): PredictionOptions {
  const mappings = (values.map ?? []).map((mapping) => splitAt(mapping, mapping.indexOf('='), '--map LABEL=NAME'));
  for (const [label] of mappings) {
    if (label !== NO_LABEL && !LABELS.some((known) => known === label)) {
      usage(`found --map ${label}, expected one of ${[...LABELS, NO_LABEL].join(', ')}`);
    }
  }
  return {
    path,
    format: inputFormat(path),
    idField: values['id-field'],
    names: labelNames(mappings),
    threshold: finiteNumber(values.threshold, '--threshold'),
  };
}

/** The format of an input by its ending; JSONL for standard input. */
export function inputFormat(path: string): FileFormat {
  if (path === '-') return 'jsonl';
  return (
    fileFormatOf(path) ?? usage(`found ${path}, expected a name that ends in .jsonl, .ndjson, .csv, .tsv or .parquet`)
  );
}

/** The parts of `found` before and after the character at `place`. */
export function splitAt(found: string, place: number, expected: string): [string, string] {
  if (place <= 0 || place === found.length - 1) usage(`found ${found}, expected ${expected}`);
  return [found.slice(0, place), found.slice(place + 1)];
}

/** A decimal number. */
export function finiteNumber(found: string, option: string): number {
  const number = Number(found);
  return found.trim() !== '' && Number.isFinite(number) ? number : usage(`found ${option} ${found}, expected a number`);
}
