import { hash } from 'node:crypto';
import { compileLexicon, type LexiconContent, SpellingTable } from './compile.ts';
import { findLexiconFiles } from './lexicon-files.ts';
import { readAllow, readEntries, readSets, readSubActs, readVariants } from './lexicon-rows.ts';
import type { Condition, Lexicon, WordSet } from './lexicon-types.ts';

/**
 * Reads a lexicon: a folder with `{zh,en}/<label>.tsv`, `allow.tsv`, `variants.tsv`, `sets.tsv` and
 * `sub-acts.tsv`, each of them optional.
 *
 * @param extra More folders of the same form, or single files named like those; a term that is
 *   given again for the same label replaces the earlier line.
 * @throws CoinscreenError `LEXICON_NOT_FOUND`, or `LEXICON_INVALID` with all mistakes of a file (at most
 *   20), each as `file:line` with what was found, what was expected and what to do.
 */
export function loadLexicon(folder: string, extra: readonly string[] = []): Lexicon {
  const files = findLexiconFiles([folder, ...extra]);
  const table = new SpellingTable();
  const context = { subActs: readSubActs(files.subActs), sets: readSets(files.sets), table };
  const entries = readEntries(files.labels, context);
  const variants = readVariants(files.variants, new Set(entries.map((entry) => entry.folded)), context);
  const content = { entries, variants, allow: readAllow(files.allow, context) };
  return compileLexicon(content, table, versionOf(content, table));
}

/** Over the folded content alone: a note, a comment or the order of the files changes no hit. */
function versionOf({ entries, variants, allow }: LexiconContent, table: SpellingTable): string {
  const digest = digestsOf(table);
  const lines = [
    ...entries.map(({ folded, label, strength, subAct, needs, notNear }) =>
      JSON.stringify([folded, label, strength, subAct, digest(needs), digest(notNear)]),
    ),
    ...variants.map(({ folded, term, needs }) => JSON.stringify([folded, term, digest(needs)])),
    ...allow.map(({ folded, near }) => JSON.stringify([folded, digest(near)])),
  ];
  return sha256(lines.sort().join('\n')).slice(0, 8);
}

/**
 * Digests conditions: each is the SHA-256 of its words as sorted JSON. Thousands of conditions hold the same few words,
 * so the words are sorted and written once, and a condition only sorts numbers.
 */
function digestsOf({ spellings }: SpellingTable): (condition: Condition | null) => string {
  const texts = spellings.map(({ text }) => text).sort();
  const written = texts.map((text) => JSON.stringify(text));
  const places = new Map(texts.map((text, place) => [text, place]));
  const placesOf = remembering(({ words }: WordSet) => words.map((word) => places.get(word)!));
  const digestOf = remembering(({ alternatives }: Condition) => {
    const sorted = Uint32Array.from(alternatives.flatMap(placesOf)).sort();
    let json = '';
    for (const place of sorted) json += json === '' ? written[place] : `,${written[place]}`;
    return sha256(`[${json}]`);
  });
  return (condition) => (condition === null ? '' : digestOf(condition));
}

/** `work`, done once for each object. */
function remembering<Key extends object, Value>(work: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const value = known.get(key) ?? work(key);
    known.set(key, value);
    return value;
  };
}

function sha256(text: string): string {
  return hash('sha256', text);
}
