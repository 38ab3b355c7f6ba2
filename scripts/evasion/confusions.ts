import { readFileSync } from 'node:fs';
import type { Confusions } from './tricks.ts';

interface Entry {
  same_pronunciation_chars: { char: string }[];
  similar_font_chars: ({ char: string } | string)[];
}

/**
 * Reads the same-sound and look-alike characters of common Han characters (Macielyoung/Confused_Chinese, Apache-2.0).
 * Only characters that the table itself knows are offered: the rare ones are not what people type.
 */
export function readConfusions(path: string): Confusions {
  const table = Object.entries(JSON.parse(readFileSync(path, 'utf8')) as Record<string, Entry>);
  const known = new Set(table.map(([character]) => character));
  const column = (characters: (entry: Entry) => string[]) =>
    new Map(table.map(([character, entry]) => [character, characters(entry).filter((other) => known.has(other))]));
  return {
    sound: column((entry) => entry.same_pronunciation_chars.map(({ char }) => char)),
    shape: column((entry) => entry.similar_font_chars.map((other) => (typeof other === 'string' ? other : other.char))),
  };
}
