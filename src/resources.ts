import { join } from 'node:path';
import { CoinscreenError } from './errors.ts';
import { PACKAGE_ROOT, packageVersion } from './files.ts';
import { type Fusion, featureNames, loadFusion } from './fuse/index.ts';
import { type Gate, loadGate } from './gate/index.ts';
import { KEYWORD_FEATURES, type Lexicon, loadLexicon } from './keyword/index.ts';
import { type Model, openModel, readManifest } from './model/index.ts';
import { NORMALIZER_VERSION } from './normalize/index.ts';
import { loadPolicy, type Policy, policyPath } from './policy/index.ts';
import type { Versions } from './result.ts';
import { createSegmenter, type Segmenter, type SegmenterName } from './segment/index.ts';

/** What a classifier is made of; everything is optional. */
export interface ClassifierOptions {
  /** A model folder; `false` for the keyword layer alone. Default: the model that ships with the package. */
  model?: string | false;
  /** Lexicon files or folders to add to the one that ships with the package. */
  lexicon?: readonly string[];
  /** A policy file, or the name of one that ships with the package. Default: `wechat-3.24`. */
  policy?: string;
  /** Finds Chinese words. Default: `jieba`. */
  segmenter?: SegmenterName;
  /** Threads that the model may use inside one text, 1-64. Default: 1. */
  threads?: number;
  /**
   * Texts whose readings by skimmer and model are remembered for others that fold to the same, 0-1000000, about 500 bytes
   * each. Results
   * are the same with and without. Default: 0.
   */
  cache?: number;
}

/** Everything that the stages read, opened once. Never changed in place, so an exchange is one assignment. */
export interface Resources {
  modelVersion: string;
  /** Null, like the model, in keyword-only mode. */
  gate: Gate | null;
  model: Model | null;
  fusion: Fusion;
  keywordFusion: Fusion;
  lexicon: Lexicon;
  extraLexicons: readonly string[];
  segmenter: Segmenter;
  policy: Policy;
}

/** Folders of the models that ship with the package. */
export const DEFAULT_MODEL: string = join(PACKAGE_ROOT, 'models', 'coinscreen-0.3.0');
/** Coefficients of the keyword-only mode, which is also every explanation's `keyword` column. */
export const KEYWORD_MODEL: string = join(PACKAGE_ROOT, 'models', 'keyword-0.2.0');
const LEXICON = join(PACKAGE_ROOT, 'data', 'lexicon');
const MOST_THREADS = 64;
const MOST_REMEMBERED = 1_000_000;

const PACKAGE_VERSION = packageVersion();

/** Reads the lexicon of the package and the additions. */
export function readLexicon(extra: readonly string[]): Lexicon {
  return loadLexicon(LEXICON, extra);
}

/**
 * Opens what a classifier needs.
 *
 * @throws {CoinscreenError} see {@link createClassifier}
 */
export async function openResources(options: ClassifierOptions): Promise<Resources> {
  const { model = DEFAULT_MODEL, lexicon: extraLexicons = [], policy, threads = 1, cache = 0 } = options;
  if (!Number.isInteger(threads) || threads < 1 || threads > MOST_THREADS) {
    throw new CoinscreenError('OPTION_INVALID', `found threads ${threads}, expected a whole number 1-${MOST_THREADS}`);
  }
  if (!Number.isInteger(cache) || cache < 0 || cache > MOST_REMEMBERED) {
    throw new CoinscreenError('OPTION_INVALID', `found cache ${cache}, expected a whole number 0-${MOST_REMEMBERED}`);
  }
  const folder = model === false ? KEYWORD_MODEL : model;
  const manifest = readManifest(folder, NORMALIZER_VERSION);
  const isTransformer = manifest.kind === 'transformer';
  const readers = { model: isTransformer, skimmer: manifest.skimming !== undefined };
  return {
    policy: loadPolicy(policyPath(policy)),
    lexicon: readLexicon(extraLexicons),
    extraLexicons,
    segmenter: await createSegmenter(options.segmenter ?? 'jieba'),
    modelVersion: `${manifest.name}-${manifest.version}`,
    gate: isTransformer ? loadGate(folder) : null,
    fusion: loadFusion(folder, featureNames(KEYWORD_FEATURES, readers)),
    keywordFusion: loadFusion(KEYWORD_MODEL, featureNames(KEYWORD_FEATURES, { model: false, skimmer: false })),
    // Last: what fails before leaves nothing open.
    model: isTransformer ? await openModel(folder, manifest, threads, cache) : null,
  };
}

/** The versions that a result of these resources carries. */
export function versionsOf({ modelVersion, lexicon, policy }: Resources): Versions {
  return {
    package: PACKAGE_VERSION,
    model: modelVersion,
    lexicon: lexicon.version,
    normalizer: NORMALIZER_VERSION,
    policy: `${policy.name}@${policy.version}`,
  };
}
