import { createHash } from 'node:crypto';
import type { ModelOutput } from './infer.ts';

type Infer = (folded: string) => Promise<ModelOutput>;

/**
 * Remembers the outputs of the last `most` folded texts: adverts are posted again and again, with other letters, widths
 * and hidden characters. An output depends on its text alone (see session.ts), so a remembered one is the same.
 * Texts are kept as their SHA-256, so an entry takes about 250 bytes whatever its text.
 */
export function rememberOutputs(infer: Infer, most: number): { infer: Infer; hits(): number } {
  const remembered = new Map<string, ModelOutput>();
  let hits = 0;
  if (most === 0) return { infer, hits: () => hits };
  return {
    hits: () => hits,
    async infer(folded) {
      const key = createHash('sha256').update(folded).digest('base64');
      const known = remembered.get(key);
      if (known !== undefined) hits += 1;
      const output = known ?? (await infer(folded));
      // A map keeps the order of insertion: the first key is the one not asked for the longest.
      remembered.delete(key);
      remembered.set(key, output);
      if (remembered.size > most) remembered.delete(remembered.keys().next().value!);
      return output;
    },
  };
}
