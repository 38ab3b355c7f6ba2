import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { CoinscreenError } from '../errors.ts';
import { CATEGORIES, type Category } from '../labels.ts';

/** The files of a lexicon by what they hold; each list in the order in which they are read. */
export interface LexiconFiles {
  labels: { file: string; label: Category }[];
  variants: string[];
  allow: string[];
  sets: string[];
  subActs: string[];
}

const LANGUAGES = ['zh', 'en'];

/**
 * Lists the files of a lexicon folder, and of more folders and single files that add to it.
 *
 * @throws CoinscreenError `LEXICON_NOT_FOUND` when a path is missing or holds no lexicon file;
 *   `LEXICON_INVALID` for a file whose name says nothing.
 */
export function findLexiconFiles(paths: readonly string[]): LexiconFiles {
  const files: LexiconFiles = { labels: [], variants: [], allow: [], sets: [], subActs: [] };
  for (const path of paths) {
    if (!existsSync(path)) {
      throw new CoinscreenError('LEXICON_NOT_FOUND', `Found no lexicon at ${path}, expected a folder or a .tsv file.`);
    }
    const tables = statSync(path).isDirectory() ? tablesIn(path) : [path];
    if (tables.length === 0) {
      throw new CoinscreenError(
        'LEXICON_NOT_FOUND',
        `Found no .tsv file in ${path}, expected zh/<label>.tsv or the like.`,
      );
    }
    for (const table of tables) sort(table, files);
  }
  return files;
}

function tablesIn(folder: string): string[] {
  return [folder, ...LANGUAGES.map((language) => join(folder, language))]
    .filter((inner) => existsSync(inner))
    .flatMap((inner) =>
      readdirSync(inner)
        .sort()
        .map((name) => join(inner, name)),
    )
    .filter((file) => file.endsWith('.tsv'));
}

function sort(file: string, files: LexiconFiles): void {
  const name = basename(file, '.tsv');
  const label = CATEGORIES.find((category) => category === name);
  if (label !== undefined) files.labels.push({ file, label });
  else if (name === 'variants') files.variants.push(file);
  else if (name === 'allow') files.allow.push(file);
  else if (name === 'sets') files.sets.push(file);
  else if (name === 'sub-acts') files.subActs.push(file);
  else {
    const names = [...CATEGORIES, 'variants', 'allow', 'sets', 'sub-acts'].join(', ');
    throw new CoinscreenError(
      'LEXICON_INVALID',
      `Found lexicon file ${file}, expected one of ${names} (.tsv); rename it.`,
    );
  }
}
