import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CoinscreenError } from '../errors.ts';
import { hashOf } from '../files.ts';
import { LABELS } from '../labels.ts';

/** What a model folder says of itself in `manifest.json`. */
export interface Manifest {
  name: string;
  version: string;
  /** `transformer` has ONNX and tokenizer files; `keyword` only coefficients for the keyword layer. */
  kind: 'transformer' | 'keyword';
  /** Order of the model's outputs. */
  labels: string[];
  /** The normaliser whose folded text the model was trained on. */
  normalizer: string;
  /** SHA-256 in hex of every file that shapes a result, by path inside the folder. */
  files: Record<string, string>;
  /** Tokens a window, both special tokens included. */
  windowTokens: number;
  /** Tokens that neighbouring windows share. */
  windowOverlap: number;
  /** Most windows read of one text. */
  maxWindows: number;
  /** How `onnx/skimmer_quantized.onnx` is used; absent in a folder without one. */
  skimming?: Skimming;
}

/** When the skimmer, a small transformer that reads first, leaves a text to the model. */
export interface Skimming {
  /** A text is ruled out when its suspicion, by the skimmer's logits of the categories, lies below this … */
  threshold: number;
  /** … and the skimmer's logit of the topic, in either direction, is at least this. */
  topicMargin: number;
}

/** The two ONNX graphs of a folder. */
export const MODEL_FILE = 'onnx/model_quantized.onnx';
export const SKIMMER_FILE = 'onnx/skimmer_quantized.onnx';

function invalid(folder: string, what: string): CoinscreenError {
  return new CoinscreenError('MODEL_INVALID', `${join(folder, 'manifest.json')}: ${what}`);
}

function parse(folder: string): Manifest {
  const path = join(folder, 'manifest.json');
  if (!existsSync(path)) {
    throw new CoinscreenError(
      'MODEL_NOT_FOUND',
      `found no ${path}, expected a model folder with a manifest; give the folder that holds manifest.json`,
    );
  }
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Manifest;
  } catch (cause) {
    throw new CoinscreenError('MODEL_INVALID', `${path}: found broken JSON; copy the folder again`, { cause });
  }
}

function check(folder: string, manifest: Manifest): void {
  const missing = (['name', 'version', 'kind', 'labels', 'normalizer', 'files'] as const).filter(
    (key) => manifest[key] === undefined,
  );
  if (missing.length > 0) throw invalid(folder, `found no ${missing.join(', ')}; expected all fields of a manifest`);
  if (manifest.labels.join() !== LABELS.join()) {
    throw invalid(folder, `found labels ${manifest.labels.join()}, expected ${LABELS.join()}; export the model again`);
  }
  if (manifest.skimming !== undefined) checkSkimming(folder, manifest.skimming, manifest.files);
}

function checkSkimming(folder: string, { threshold, topicMargin }: Skimming, files: Manifest['files']): void {
  // A comparison with anything but a number would never let the skimmer end a text, and nobody would notice.
  if (!Number.isFinite(threshold) || !Number.isFinite(topicMargin)) {
    throw invalid(folder, `found a threshold or topicMargin of skimming that is no number; package the model again`);
  }
  if (files[SKIMMER_FILE] === undefined) {
    throw invalid(folder, `found skimming but no ${SKIMMER_FILE} among the files; package the model again`);
  }
}

function checkHashes(folder: string, files: Record<string, string>): void {
  for (const [file, expected] of Object.entries(files)) {
    const path = join(folder, file);
    if (!existsSync(path)) {
      throw new CoinscreenError('MODEL_INVALID', `found no ${path}, which the manifest lists; copy the folder again`);
    }
    const found = hashOf(path);
    if (found !== expected) {
      throw new CoinscreenError(
        'MODEL_HASH_MISMATCH',
        `${path}: found sha256 ${found.slice(0, 12)}…, the manifest expects ${expected.slice(0, 12)}…; the file was changed or cut: copy the folder again, or package it anew with scripts/train`,
      );
    }
  }
}

/**
 * Reads a model folder's manifest and holds every listed file against its hash.
 *
 * @throws {CoinscreenError} MODEL_NOT_FOUND, MODEL_INVALID, MODEL_HASH_MISMATCH, MODEL_NORMALIZER_MISMATCH
 */
export function readManifest(folder: string, normalizerVersion: string): Manifest {
  const manifest = parse(folder);
  check(folder, manifest);
  if (manifest.normalizer !== normalizerVersion) {
    throw new CoinscreenError(
      'MODEL_NORMALIZER_MISMATCH',
      `${folder}: the model was trained on text of normalizer ${manifest.normalizer}, this package has ${normalizerVersion}; use the model that ships with the package, or train again`,
    );
  }
  checkHashes(folder, manifest.files);
  return manifest;
}

/** The description of the same folder for a model that reads every window of every text itself: for comparisons. */
export function withoutSkimmer({ skimming: _, ...manifest }: Manifest): Manifest {
  return manifest;
}
