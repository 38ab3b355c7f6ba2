import { sigmoid } from '../fuse/index.ts';
import { byLabel, LABELS } from '../labels.ts';
import { openModel, readManifest, withoutSkimmer } from '../model/index.ts';
import { NORMALIZER_VERSION, normalize } from '../normalize/index.ts';
import type { Baseline } from './baseline.ts';

/**
 * The transformer of a model folder alone: no lexicon, gate, skimmer or calibration.
 *
 * @throws {CoinscreenError} the MODEL_ codes
 */
export async function openTransformer(folder: string, threads: number): Promise<Baseline> {
  const manifest = withoutSkimmer(readManifest(folder, NORMALIZER_VERSION));
  const model = await openModel(folder, manifest, threads);
  return {
    async scores(text) {
      const { logits } = await model.read(normalize(text).text, true);
      return byLabel((label) => sigmoid(logits![LABELS.indexOf(label)]!));
    },
    close: () => model.close(),
  };
}
