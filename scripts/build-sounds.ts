/**
 * Writes data/sounds.tsv: Han characters by the sound that a careless or cunning writer gives them, without tone, and
 * with the sounds that many speakers do not tell apart as one (zh z, ch c, sh s, ng n).
 *
 *   tsx scripts/build-sounds.ts
 */
import { writeFileSync } from 'node:fs';
import { pinyin } from 'pinyin-pro';
import { normalize } from '../src/normalize/index.ts';

const OUTPUT = new URL('../data/sounds.tsv', import.meta.url);
const HEAD = [
  '# Han characters of GB 2312 by sound, without tone; sounds that many speakers do not tell apart are one. From pinyin-pro (MIT).',
  '# Built by scripts/build-sounds.ts.',
  'sound\tcharacters',
];

/** `gb2312` decodes as GBK, whose rows B0-F7 by A1-FE are the characters of GB 2312. */
function gb2312Characters(): string[] {
  const bytes: number[] = [];
  for (let high = 0xb0; high <= 0xf7; high += 1) {
    for (let low = 0xa1; low <= 0xfe; low += 1) bytes.push(high, low);
  }
  return [...new TextDecoder('gb2312').decode(Uint8Array.from(bytes))].filter((sign) => /\p{Script=Han}/u.test(sign));
}

/** The sound of a character's commonest reading. */
function soundOf(character: string): string {
  return pinyin(character, { toneType: 'none', type: 'string', v: true })
    .replace(/^([zcs])h/, '$1')
    .replace(/ng$/, 'n');
}

/** Sounds like 卖 and means the opposite. */
const APART = '买';

const bySound = new Map<string, string>();
for (const character of gb2312Characters()) {
  // Only what is its own canonical form can stand in a folded text.
  if (normalize(character).text !== character || character === APART) continue;
  const sound = soundOf(character);
  if (/^[a-z]+$/.test(sound)) bySound.set(sound, (bySound.get(sound) ?? '') + character);
}
const rows = [...bySound].sort(([a], [b]) => (a < b ? -1 : 1)).map(([sound, characters]) => `${sound}\t${characters}`);
writeFileSync(OUTPUT, `${[...HEAD, ...rows].join('\n')}\n`);
console.log(`${rows.length} sounds of ${[...bySound.values()].join('').length} characters`);
