import { LABELS } from '../labels.ts';
import { rememberOutputs } from './cache.ts';
import type { Manifest } from './manifest.ts';
import { openSession } from './session.ts';
import { createWindowTokenizer } from './tokenize.ts';

/** What the transformer says of one text: a logit a label, the highest over its windows. */
export interface ModelOutput {
  logits: Float32Array;
  windows: number;
  truncated: boolean;
}

/** A loaded transformer. */
export interface Model {
  infer(folded: string): Promise<ModelOutput>;
  /** Texts answered from what was said of an equal one before. */
  cacheHits(): number;
  close(): Promise<void>;
}

/**
 * Opens the transformer of a model folder whose manifest was checked; see {@link openSession} for the errors. The outputs
 * of `cache` folded texts are remembered.
 */
export async function openModel(folder: string, manifest: Manifest, threads: number, cache = 0): Promise<Model> {
  const tokenize = createWindowTokenizer(folder, manifest);
  const session = await openSession(folder, threads);
  const infer = async (folded: string): Promise<ModelOutput> => {
    const { windows, truncated } = tokenize(folded);
    const logits = new Float32Array(LABELS.length).fill(-Infinity);
    for (const ids of windows) {
      const next = await session.run(ids);
      next.forEach((logit, label) => {
        logits[label] = Math.max(logits[label] as number, logit);
      });
    }
    return { logits, windows: windows.length, truncated };
  };
  const remembering = rememberOutputs(infer, cache);
  return { infer: remembering.infer, cacheHits: remembering.hits, close: () => session.close() };
}
