/**
 * Builds data/normalize/traditional.tsv and data/normalize/confusables.tsv.
 *
 *   tsx scripts/build-normalize-tables.ts <Unihan_OtherMappings.txt> <confusables.json>
 *
 * The first is from Unicode's Unihan database; the second is Unicode's confusables data as the Python package
 * confusable-homoglyphs ships it. The pairs of traditional and simplified characters come from opencc-js.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { to } from 'opencc-js/preset/t2cn';

const OUT = new URL('../data/normalize/', import.meta.url);
const SCRIPTS =
  /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Canadian_Aboriginal}\p{Script=Lisu}\p{Script=Coptic}]/u;

const HEADS = {
  traditional: [
    '# Traditional and simplified characters one for one, from OpenCC by way of opencc-js (Apache-2.0). `ambiguous`: the',
    '# character is also in the simplified standard (Unihan kTGH) or in GB 2312. Built by scripts/build-normalize-tables.ts.',
  ],
  confusables: [
    "# Letters that look like an ASCII letter, from Unicode's confusables (Unicode licence) by way of the Python package",
    '# confusable-homoglyphs. Built by scripts/build-normalize-tables.ts; additions by hand go to letter-signs.tsv.',
  ],
} as const;

/** Characters of the standard list of 2013: whoever writes them may be writing simplified Chinese. */
function standardCharacters(unihan: string): Set<string> {
  const found = new Set<string>();
  for (const line of unihan.split('\n')) {
    const [code = '', property] = line.split('\t');
    if (!code.startsWith('U+')) continue;
    if (property === 'kTGH') found.add(String.fromCodePoint(Number.parseInt(code.slice(2), 16)));
  }
  return found;
}

/** `gb2312` decodes as GBK, whose rows A1-F7 by A1-FE are the characters of GB 2312. */
function gb2312Characters(): Set<string> {
  const bytes: number[] = [];
  for (let high = 0xb0; high <= 0xf7; high += 1) {
    for (let low = 0xa1; low <= 0xfe; low += 1) bytes.push(high, low);
  }
  return new Set(new TextDecoder('gb2312').decode(Uint8Array.from(bytes)));
}

/** OpenCC's rules are phrases first, then single characters, as `from to|from to`. */
function characterPairs(): string {
  const pairs = to.cn?.[0]?.[1];
  if (typeof pairs !== 'string') throw new Error('opencc-js no longer ships its character table as a string');
  return pairs;
}

function traditionalRows(unihan: string): string[] {
  const standard = standardCharacters(unihan);
  const gb2312 = gb2312Characters();
  const rows: string[] = [];
  for (const pair of characterPairs().split('|')) {
    const [traditional, simplified] = pair.split(' ') as [string, string];
    if (traditional.length !== 1 || simplified.length !== 1 || traditional === simplified) continue;
    const alsoSimplified = standard.has(traditional) || gb2312.has(traditional);
    rows.push(`${traditional}\t${simplified}${alsoSimplified ? '\tambiguous' : ''}`);
  }
  return rows.sort();
}

function confusableRows(confusables: Record<string, { c: string }[]>): string[] {
  const rows: string[] = [];
  for (const [character, alike] of Object.entries(confusables)) {
    if (character.length !== 1 || character < '\u0080' || !SCRIPTS.test(character)) continue;
    if (character.normalize('NFKC') !== character || !/\p{L}/u.test(character)) continue;
    const letter = alike.map(({ c }) => c).find((c) => /^[A-Za-z]$/.test(c));
    if (letter !== undefined) rows.push(`${character}\t${letter}`);
  }
  return rows.sort();
}

const [unihanPath, confusablesPath] = process.argv.slice(2);
if (unihanPath === undefined || confusablesPath === undefined) {
  throw new Error('expected the paths of Unihan_OtherMappings.txt and confusables.json');
}
const traditional = [...HEADS.traditional, ...traditionalRows(readFileSync(unihanPath, 'utf8'))];
const confusables = [...HEADS.confusables, ...confusableRows(JSON.parse(readFileSync(confusablesPath, 'utf8')))];
writeFileSync(new URL('traditional.tsv', OUT), `${traditional.join('\n')}\n`);
writeFileSync(new URL('confusables.tsv', OUT), `${confusables.join('\n')}\n`);
