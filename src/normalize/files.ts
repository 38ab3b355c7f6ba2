import { readFileSync } from 'node:fs';

const FOLDER = new URL('../../data/normalize/', import.meta.url);

/** Reads the rows of a table of this stage: tab-separated, `#` comment lines and blank lines left out. */
export function readRows(name: string): string[][] {
  return readFileSync(new URL(name, FOLDER), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'));
}
