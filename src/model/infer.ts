import { LABELS } from '../labels.ts';
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
  close(): Promise<void>;
}

/** Opens the transformer of a model folder whose manifest was checked; see {@link openSession} for the errors. */
export async function openModel(folder: string, manifest: Manifest, threads: number): Promise<Model> {
  const tokenize = createWindowTokenizer(folder, manifest);
  const session = await openSession(folder, threads);
  return {
    async infer(folded) {
      const { windows, truncated } = tokenize(folded);
      const logits = new Float32Array(LABELS.length).fill(-Infinity);
      for (const ids of windows) {
        const next = await session.run(ids);
        next.forEach((logit, label) => {
          logits[label] = Math.max(logits[label] as number, logit);
        });
      }
      return { logits, windows: windows.length, truncated };
    },
    close: () => session.close(),
  };
}
