import { join } from 'node:path';
import { LABELS } from '../labels.ts';
import { suspicion } from '../suspicion.ts';
import { rememberReadings } from './cache.ts';
import { type Manifest, MODEL_FILE, SKIMMER_FILE, type Skimming } from './manifest.ts';
import { openSession, type Session } from './session.ts';
import { createWindowTokenizer } from './tokenize.ts';

/** What the transformers say of one text: a logit a label, the highest over the windows that each read. */
export interface Reading {
  /** The skimmer's, over all windows; null in a folder without one. */
  skimmed: Float32Array | null;
  /** The model's; null where the skimmer ruled the text out. */
  logits: Float32Array | null;
  /** Windows that the model read: the one that the skimmer suspects most, or all where there is no skimmer. */
  windows: number;
  truncated: boolean;
}

/** The transformers of a model folder, loaded. */
export interface Model {
  /**
   * Reads a folded text. The skimmer reads every window and rules out most texts, except those that the model `mustRead`;
   * of the others the model reads the window that the skimmer suspects most.
   */
  read(folded: string, mustRead: boolean): Promise<Reading>;
  /** Texts answered from what was said of an equal one before. */
  cacheHits(): number;
  close(): Promise<void>;
}

/**
 * Opens the transformers of a model folder whose manifest was checked; see {@link openSession} for the errors. What was
 * read in the last `cache` folded texts is remembered.
 */
export async function openModel(folder: string, manifest: Manifest, threads: number, cache = 0): Promise<Model> {
  const tokenize = createWindowTokenizer(folder, manifest);
  const model = await openSession(join(folder, MODEL_FILE), threads);
  const skimmer = manifest.skimming === undefined ? null : await openSkimmer(folder, threads, model);

  async function read(folded: string, mustRead: boolean): Promise<Reading> {
    const { windows, truncated } = tokenize(folded);
    if (skimmer === null) {
      return { skimmed: null, logits: highest(await runEach(model, windows)), windows: windows.length, truncated };
    }
    const skims = await runEach(skimmer, windows);
    const skimmed = highest(skims);
    if (!mustRead && isRuledOut(skimmed, manifest.skimming!)) {
      return { skimmed, logits: null, windows: 0, truncated };
    }
    const logits = await model.run(windows[worstOf(skims)]!);
    return { skimmed, logits, windows: 1, truncated };
  }

  const remembering = rememberReadings(read, cache);
  return {
    read: remembering.read,
    cacheHits: remembering.hits,
    async close() {
      await Promise.all([model.close(), skimmer?.close()]);
    },
  };
}

/** Does not leave the model open when the skimmer cannot be opened. */
async function openSkimmer(folder: string, threads: number, model: Session): Promise<Session> {
  try {
    return await openSession(join(folder, SKIMMER_FILE), threads);
  } catch (error) {
    await model.close();
    throw error;
  }
}

/** Logits of windows, one after the other; see session.ts. */
async function runEach(session: Session, windows: readonly number[][]): Promise<Float32Array[]> {
  const logits: Float32Array[] = [];
  for (const ids of windows) logits.push(await session.run(ids));
  return logits;
}

/** Index of the window that the skimmer suspects most: a long text is about as suspect as its worst part. */
function worstOf(skims: readonly Float32Array[]): number {
  const suspicions = skims.map(categorySuspicion);
  return suspicions.reduce((worst, next, index) => (next > suspicions[worst]! ? index : worst), 0);
}

/** Nothing suspect, and no doubt about the topic. */
function isRuledOut(skimmed: Float32Array, { threshold, topicMargin }: Skimming): boolean {
  return categorySuspicion(skimmed) < threshold && Math.abs(skimmed.at(-1)!) >= topicMargin;
}

/** Talk about crypto is no reason to read on: the topic, the last label, is left out. */
function categorySuspicion(logits: Float32Array): number {
  return suspicion(logits.subarray(0, LABELS.length - 1));
}

function highest(all: readonly Float32Array[]): Float32Array {
  return Float32Array.from(LABELS, (_, label) => Math.max(...all.map((logits) => logits[label]!)));
}
