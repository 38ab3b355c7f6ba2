import { createHash } from 'node:crypto';
import { compileLexicon, type LexiconContent, SpellingTable } from './compile.ts';
import { findLexiconFiles } from './lexicon-files.ts';
import { readAllow, readEntries, readSets, readSubActs, readVariants } from './lexicon-rows.ts';
import type { Condition, Lexicon } from './lexicon-types.ts';

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
  return compileLexicon(content, table, versionOf(content));
}

/** Over the folded content alone: a note, a comment or the order of the files changes no hit. */
function versionOf({ entries, variants, allow }: LexiconContent): string {
  const digests = new Map<Condition, string>();
  const digest = (condition: Condition | null): string => {
    if (condition === null) return '';
    const known = digests.get(condition) ?? sha256(JSON.stringify([...condition.alternatives].sort()));
    digests.set(condition, known);
    return known;
  };
  const lines = [
    ...entries.map(({ folded, label, strength, subAct, needs, notNear }) =>
      JSON.stringify([folded, label, strength, subAct, digest(needs), digest(notNear)]),
    ),
    ...variants.map(({ folded, term, needs }) => JSON.stringify([folded, term, digest(needs)])),
    ...allow.map(({ folded, near }) => JSON.stringify([folded, digest(near)])),
  ];
  return sha256(lines.sort().join('\n')).slice(0, 8);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
