import { basename, dirname } from 'node:path';
import { AutoModelForSequenceClassification, AutoTokenizer, env, type Tensor } from '@huggingface/transformers';
import { LABELS } from '../../src/labels.ts';
import { openModel, readManifest, withoutSkimmer } from '../../src/model/index.ts';
import { createWindowTokenizer, type WindowTokenizer } from '../../src/model/tokenize.ts';
import { NORMALIZER_VERSION, normalize } from '../../src/normalize/index.ts';
import { DEFAULT_MODEL } from '../../src/resources.ts';

/** A way to read texts with the shipped model, all of them: no gate, no skimmer, no lexicon. */
export interface Reader {
  /** The logits of each text, one text after the other. */
  read(texts: readonly string[]): Promise<Float32Array>;
  close(): Promise<void>;
}

/** Whose way. */
export type ReaderName = 'coinscreen' | 'transformers.js';

const MANIFEST = withoutSkimmer(readManifest(DEFAULT_MODEL, NORMALIZER_VERSION));
/** As many as the model has positions for, so that the peer reads as much of a post as we do. */
const PEER_TOKENS = 512;

/** Opens a reader in this thread; `threads` work inside one run of the model. */
export async function openReader(name: ReaderName, threads: number): Promise<Reader> {
  return name === 'coinscreen' ? openOwn(threads) : openPeer(threads);
}

/** Splits folded text as our reader does. */
export function openTokenizer(): WindowTokenizer {
  return createWindowTokenizer(DEFAULT_MODEL, MANIFEST);
}

async function openOwn(threads: number): Promise<Reader> {
  const model = await openModel(DEFAULT_MODEL, MANIFEST, threads);
  return {
    async read(texts) {
      const logits = new Float32Array(texts.length * LABELS.length);
      for (const [at, text] of texts.entries()) {
        logits.set((await model.read(normalize(text).text, true)).logits!, at * LABELS.length);
      }
      return logits;
    },
    close: () => model.close(),
  };
}

/** The texts of a call become one batch, padded to the longest. */
async function openPeer(threads: number): Promise<Reader> {
  env.allowRemoteModels = false;
  env.localModelPath = dirname(DEFAULT_MODEL);
  const name = basename(DEFAULT_MODEL);
  const options = { dtype: 'q8', session_options: { intraOpNumThreads: threads, interOpNumThreads: 1 } } as const;
  const [tokenizer, model] = await Promise.all([
    AutoTokenizer.from_pretrained(name),
    AutoModelForSequenceClassification.from_pretrained(name, options),
  ]);
  return {
    async read(texts) {
      const inputs = tokenizer([...texts], { padding: true, truncation: true, max_length: PEER_TOKENS });
      const { logits } = (await model(inputs)) as { logits: Tensor };
      return logits.data as Float32Array;
    },
    async close() {
      await model.dispose();
    },
  };
}
