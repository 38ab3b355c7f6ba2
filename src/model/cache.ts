import { createHash } from 'node:crypto';
import type { Reading } from './read.ts';

type Read = (folded: string, mustRead: boolean) => Promise<Reading>;

/**
 * Remembers the readings of the last `most` folded texts: adverts are posted again and again, with other letters, widths
 * and hidden characters. A reading depends on its text and `mustRead` alone (see session.ts), so a remembered one is the same.
 * Texts are kept as their SHA-256, so an entry takes about 500 bytes whatever its text.
 */
export function rememberReadings(read: Read, most: number): { read: Read; hits(): number } {
  const remembered = new Map<string, Reading>();
  let hits = 0;
  if (most === 0) return { read, hits: () => hits };
  return {
    hits: () => hits,
    async read(folded, mustRead) {
      const key = (mustRead ? '+' : '-') + createHash('sha256').update(folded).digest('base64');
      const known = remembered.get(key);
      if (known !== undefined) hits += 1;
      const reading = known ?? (await read(folded, mustRead));
      // A map keeps the order of insertion: the first key is the one not asked for the longest.
      remembered.delete(key);
      remembered.set(key, reading);
      if (remembered.size > most) remembered.delete(remembered.keys().next().value!);
      return reading;
    },
  };
}
