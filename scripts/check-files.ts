import { readFileSync } from 'node:fs';
import { findLexiconFiles } from '../src/keyword/lexicon-files.ts';
import { foldTerm } from '../src/keyword/spelling.ts';
import { readTable } from '../src/keyword/table.ts';
import { CATEGORIES } from '../src/labels.ts';

/** Checks that `labels.json` names the labels of the code, in their order, each with a definition. */
export function checkLabels(file: string): string[] {
  const { categories, topic } = JSON.parse(readFileSync(file, 'utf8')) as {
    categories: { name: string; definition: string }[];
    topic: { name: string; definition: string };
  };
  const found = [...categories, topic].map(({ name }) => name).join(', ');
  const expected = [...CATEGORIES, 'crypto_related'].join(', ');
  const mistakes =
    found === expected ? [] : [`${file}: found labels ${found}, expected ${expected}; make the two agree`];
  const undefinedLabels = [...categories, topic].filter(({ definition }) => !definition);
  return [...mistakes, ...undefinedLabels.map(({ name }) => `${file}: label ${name} has no definition; write one`)];
}

/** Checks the segmenter's words: no word twice, and none that ends in a Latin letter or digit. */
export function checkWords(file: string): string[] {
  const seen = new Set<string>();
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, index) => {
      const word = line.trim();
      if (word === '' || word.startsWith('#')) return [];
      const at = `${file}:${index + 1}: word "${word}"`;
      if (seen.has(word)) return [`${at} stands here twice; take one out`];
      seen.add(word);
      if (/[a-z0-9]$/i.test(word))
        return [`${at} ends in a Latin letter or digit and would cut Latin words; take it out`];
      return [];
    });
}

/** Checks that no two files of a lexicon give the same term to the same label: only one of them would count. */
export function checkSharedTerms(folder: string): string[] {
  const first = new Map<string, string>();
  return findLexiconFiles([folder]).labels.flatMap(({ file, label }) =>
    readTable(file, ['term', 'strength', 'sub_act', 'needs', 'not_near', 'since', 'note']).rows.flatMap(
      ({ cells, line }) => {
        const key = `${label}\t${foldTerm(cells.term)}`;
        const earlier = first.get(key);
        first.set(key, earlier ?? `${file}:${line}`);
        if (earlier === undefined || earlier.startsWith(`${file}:`)) return [];
        return [`${file}:${line}: term "${cells.term}" stands at ${earlier} already; take one of the two out`];
      },
    ),
  );
}
