import { readFileSync } from 'node:fs';

const TABLE = new URL('../../data/sounds.tsv', import.meta.url);
/** Sounds are numbered from the start of Unicode's private use area, which no folded term holds. */
const FIRST_SOUND = 0xe000;

/** The sound of each UTF-16 code unit; units without one stand for themselves. */
const SOUNDS: Uint16Array = readSounds();

function readSounds(): Uint16Array {
  const sounds = Uint16Array.from({ length: 0x10000 }, (_, unit) => unit);
  const rows = readFileSync(TABLE, 'utf8')
    .split('\n')
    .filter((line) => line.includes('\t') && !line.startsWith('#'))
    .slice(1);
  for (const [number, row] of rows.entries()) {
    for (const character of row.split('\t')[1]!) sounds[character.charCodeAt(0)] = FIRST_SOUND + number;
  }
  return sounds;
}

/** Writes every Han character of a folded text as its sound. Offsets stay as they are. */
export function soundsOf(folded: string): string {
  const units = new Uint16Array(folded.length);
  for (let i = 0; i < folded.length; i += 1) units[i] = SOUNDS[folded.charCodeAt(i)]!;
  return Buffer.from(units.buffer).toString('utf16le');
}
