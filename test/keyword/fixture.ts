import { fileURLToPath } from 'node:url';
import { type Lexicon, loadLexicon } from '../../src/keyword/index.ts';

/** A small lexicon with one line for each rule of the form. */
export const FIXTURE: string = fileURLToPath(new URL('../fixtures/lexicon/', import.meta.url));

/** Loads the fixture, with more folders or files. */
export function loadFixture(...extra: string[]): Lexicon {
  return loadLexicon(FIXTURE, extra);
}
