import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CoinscreenError } from '../errors.ts';
import { LABELS, type Label } from '../labels.ts';
import type { Language } from '../result.ts';

/** One logistic regression: a weight for each named feature, and a bias. */
export interface Regression {
  bias: number;
  weights: Record<string, number>;
}

/** Every coefficient of the fusion, from the model folder's `fusion.json`. */
export interface Fusion {
  /** Names of the features, in the order in which {@link fuse} receives their values. */
  features: string[];
  /** Keyword evidence, model logits and the rest to one probability a label. */
  fused: Record<Label, Regression>;
  /** The gate's logits alone, for texts that it ended; absent in keyword-only coefficients. */
  ended?: Record<Label, Regression>;
  /** All but the model's logits, for texts that the skimmer ruled out; absent without a skimmer. */
  skimmed?: Record<Label, Regression>;
}

/** What the earlier stages say of a text. */
export interface FusionInput {
  /** Numbers of the keyword layer, named by `keywordNames`. */
  keyword: Float64Array;
  contacts: number;
  language: Language;
  /** The gate's logits in label order; null in keyword-only mode. */
  gate: Float32Array | null;
  /** The skimmer's logits in label order; null where there is none, and where the gate ended the text. */
  skimmed: Float32Array | null;
  /** The model's logits in label order; null in keyword-only mode, and where gate or skimmer ended the text. */
  logits: Float32Array | null;
}

/** Which logits there are in a mode. */
export interface Readers {
  /** The gate's and the model's. */
  model: boolean;
  skimmer: boolean;
}

/** Names of the values that {@link featureValues} gives, in its order. */
export function featureNames(keywordNames: readonly string[], { model, skimmer }: Readers): string[] {
  const twice = (name: string) => LABELS.flatMap((label) => [`${name}_${label}`, `${name}_${label}_zh`]);
  return [
    ...keywordNames,
    'contact',
    'zh',
    ...(model ? gateNames() : []),
    ...(skimmer ? twice('skim') : []),
    ...(model ? twice('logit') : []),
  ];
}

/** Names of the gate's logits. */
function gateNames(): string[] {
  return LABELS.map((label) => `gate_${label}`);
}

/**
 * One row of numbers for the regressions; of a text that ended early, its first part. Each logit of a transformer stands
 * there twice, the second time only for Chinese text, so that the two languages are calibrated apart.
 */
export function featureValues({ keyword, contacts, language, gate, skimmed, logits }: FusionInput): number[] {
  const zh = language === 'zh' ? 1 : 0;
  const twice = (all: Float32Array | null) => [...(all ?? [])].flatMap((logit) => [logit, logit * zh]);
  return [...keyword, Math.min(contacts, 1), zh, ...(gate ?? []), ...twice(skimmed), ...twice(logits)];
}

/**
 * Reads `fusion.json` and holds its feature names against what this package computes.
 *
 * @throws {CoinscreenError} MODEL_INVALID
 */
export function loadFusion(folder: string, expected: readonly string[]): Fusion {
  const path = join(folder, 'fusion.json');
  const fusion = JSON.parse(readFileSync(path, 'utf8')) as Fusion;
  if (fusion.features.join() !== expected.join()) {
    throw new CoinscreenError(
      'MODEL_INVALID',
      `${path}: found features ${fusion.features.join()}, expected ${expected.join()}; fit the fusion again`,
    );
  }
  const readerNamed = (reader: string) => expected.some((name) => name.startsWith(`${reader}_`));
  const needed = { ended: readerNamed('gate'), skimmed: readerNamed('skim') };
  for (const part of ['ended', 'skimmed'] as const) {
    if (!needed[part] || fusion[part] !== undefined) continue;
    throw new CoinscreenError(
      'MODEL_INVALID',
      `${path}: found no coefficients "${part}", expected them for texts that end early; fit the fusion again`,
    );
  }
  return fusion;
}

/** Logistic function. */
export function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

/** One calibrated probability a label, from as much as the stages found out; of a text that the gate ended, by the gate alone. */
export function fuse(input: FusionInput, { features, fused, ended, skimmed }: Fusion): Record<Label, number> {
  const values = featureValues(input);
  if (input.gate === null || input.logits !== null) return probabilities(values, features, fused);
  if (input.skimmed !== null) return probabilities(values, features.slice(0, values.length), skimmed!);
  return probabilities([...input.gate], gateNames(), ended!);
}

function probabilities(
  values: readonly number[],
  names: readonly string[],
  regressions: Record<Label, Regression>,
): Record<Label, number> {
  const score = (label: Label): number => {
    const { bias, weights } = regressions[label];
    return sigmoid(names.reduce((sum, name, at) => sum + (weights[name] ?? 0) * (values[at] as number), bias));
  };
  return Object.fromEntries(LABELS.map((label) => [label, score(label)])) as Record<Label, number>;
}
