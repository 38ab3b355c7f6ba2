import * as ort from 'onnxruntime-node';
import { CoinscreenError } from '../errors.ts';
import { LABELS } from '../labels.ts';

/** An open ONNX session: token ids of one window in, logits in label order out. */
export interface Session {
  run(ids: readonly number[]): Promise<Float32Array>;
  close(): Promise<void>;
}

// Otherwise the runtime keeps a device id in the home folder and uploads what it measures.
process.env.ORT_DISABLE_TELEMETRY = '1';

const INPUTS = ['input_ids', 'attention_mask'];

/**
 * Opens an ONNX file with the inputs and outputs of a sequence classifier. The only place that touches the runtime.
 *
 * One window a run: int8 activations are scaled over the whole input, so a window's logits would depend on its
 * batch neighbours; alone they depend on nothing else, and short texts pay for no padding. The runtime's Node
 * binding runs on the calling thread, so windows follow one another and `threads` work inside each.
 *
 * @throws {CoinscreenError} MODEL_INVALID when the file is no model of ours
 */
export async function openSession(path: string, threads: number): Promise<Session> {
  let session: ort.InferenceSession;
  try {
    session = await ort.InferenceSession.create(path, {
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      // One short window at a time: an arena and plans of it by length would only hold memory, 5 MB a session.
      enableCpuMemArena: false,
      enableMemPattern: false,
      logSeverityLevel: 3,
      // The kernel that this joins takes longer than its parts (CPU, runtime 1.30): a tenth of a whole run.
      extra: { optimization: { disable_specified_optimizers: 'SkipLayerNormFusion' } },
    });
  } catch (cause) {
    throw new CoinscreenError('MODEL_INVALID', `${path}: the runtime cannot load it; copy the folder again`, { cause });
  }
  const missing = INPUTS.filter((name) => !session.inputNames.includes(name));
  if (missing.length > 0 || !session.outputNames.includes('logits')) {
    throw new CoinscreenError(
      'MODEL_INVALID',
      `${path}: found inputs ${session.inputNames.join()} and outputs ${session.outputNames.join()}, expected ${INPUTS.join()} and logits`,
    );
  }
  return {
    async run(ids) {
      const shape = [1, ids.length];
      const feeds = {
        input_ids: new ort.Tensor('int64', BigInt64Array.from(ids, BigInt), shape),
        attention_mask: new ort.Tensor('int64', new BigInt64Array(ids.length).fill(1n), shape),
      };
      // A copy: what the runtime gives is a view of memory of its own.
      const logits = Float32Array.from((await session.run(feeds)).logits?.data as Float32Array);
      if (logits.length !== LABELS.length) {
        throw new CoinscreenError(
          'MODEL_INVALID',
          `${path}: found ${logits.length} logits, expected ${LABELS.length}; export the model again`,
        );
      }
      return logits;
    },
    close: () => session.release(),
  };
}
