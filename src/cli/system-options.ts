import { TRAINED_SYSTEMS, type TrainedSystem } from '../baselines/names.ts';
import type { FileFormat } from '../io/index.ts';
import type { ClassifierOptions } from '../resources.ts';
import { type Condition, conditions, finiteNumber, type GoldOptions, inputFormat } from './gold-options.ts';
import { oneOf, usage } from './options.ts';

/** A system that is not coinscreen as a whole, and what it is made from. */
export interface BaselineOptions {
  name: TrainedSystem | 'model';
  /** Files to learn from. */
  train: { path: string; format: FileFormat }[];
  trainWhere: Condition[];
  /** The score that gives a label. */
  threshold: number;
}

const SYSTEMS = ['hybrid', 'keyword', 'model', ...TRAINED_SYSTEMS] as const;

/** The options in the form of `parseArgs`. */
export const SYSTEM_OPTIONS: {
  readonly system: { readonly type: 'string'; readonly default: 'hybrid' };
  readonly train: { readonly type: 'string'; readonly multiple: true };
  readonly 'train-where': { readonly type: 'string'; readonly multiple: true };
} = {
  system: { type: 'string', default: 'hybrid' },
  train: { type: 'string', multiple: true },
  'train-where': { type: 'string', multiple: true },
};

/** Values of {@link SYSTEM_OPTIONS}, and the threshold of the labelled file's options. */
export interface SystemValues {
  system: string;
  train?: string[];
  'train-where'?: string[];
  threshold: string;
}

/**
 * Reads which system answers.
 *
 * @throws {CoinscreenError} USAGE
 */
export function systemOptions(
  { predictions, classifier }: GoldOptions,
  values: SystemValues,
): { baseline: BaselineOptions | null; classifier: ClassifierOptions } {
  const name = oneOf(SYSTEMS, values.system, '--system');
  if (predictions !== null && name !== 'hybrid') usage('found --system and --predictions, expected one of them');
  const train = (values.train ?? []).map((path) => ({ path, format: inputFormat(path) }));
  const learns = TRAINED_SYSTEMS.some((trained) => trained === name);
  if (learns && train.length === 0) usage(`found --system ${name} without --train, expected a file to learn from`);
  if (!learns && train.length > 0) usage(`found --train, which ${name} does not learn from; name another --system`);
  if (name === 'hybrid') return { baseline: null, classifier };
  if (name === 'keyword') return { baseline: null, classifier: { ...classifier, model: false } };
  if (name === 'model' && classifier.model === false) usage('found --model none, expected a model for --system model');
  return {
    baseline: {
      name,
      train,
      trainWhere: conditions(values['train-where'], '--train-where'),
      threshold: finiteNumber(values.threshold, '--threshold'),
    },
    classifier,
  };
}
